package org.shuttersend.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.shuttersend.chaos.child.Journal;

/// What a disk has after the power went: of every file the bytes that were synced and perhaps some
/// more; every rename whose folder was not synced is undone. As a disk may, not as it must: whoever
/// is right here is right on every disk. The files of databases are left alone.
///
/// Told by the journal of a program that is dead.
final class PowerCut {
  private final Random random;
  private final List<String> lost = new ArrayList<>();

  /// By their present path: bytes known to be on the disk, of files made since the last cut.
  private final Map<Path, Long> synced = new HashMap<>();

  private final List<Rename> renames = new ArrayList<>();
  private final Map<Path, Long> made = new HashMap<>();
  private final Map<Path, Long> folders = new HashMap<>();

  private record Rename(Path from, Path to, long at) {}

  private PowerCut(long seed) {
    this.random = new Random(seed);
  }

  /// @param journal is empty afterwards
  /// @return what was lost, in words
  static List<String> strike(Path journal, long seed) throws IOException {
    if (Files.notExists(journal)) {
      return List.of();
    }
    var cut = new PowerCut(seed);
    cut.read(Files.readAllLines(journal));
    cut.undoRenames();
    cut.cutFiles();
    Files.writeString(journal, "");
    return cut.lost;
  }

  private void read(List<String> lines) {
    long position = 0;
    for (String line : lines) {
      String[] fields = line.split(Journal.SEPARATOR, -1);
      Path path = Path.of(fields[1]);
      switch (fields[0]) {
        case "C" -> synced.put(path, 0L);
        case "S" -> synced.computeIfPresent(path, (_, _) -> Long.valueOf(fields[2]));
        case "X" -> synced.remove(path);
        case "K" -> made.put(path, position);
        case "D" -> folders.merge(path, Long.valueOf(fields[2]), Math::max);
        case "M" -> {
          Path to = Path.of(fields[2]);
          renames.add(new Rename(path, to, position));
          // Killed before it happened, it never did.
          if (Files.notExists(path) || isTakenLater(path, lines, position)) {
            Long bytes = synced.remove(path);
            if (bytes != null) {
              synced.put(to, bytes);
            }
          }
        }
        default -> throw new IllegalStateException("in the journal: " + line);
      }
      position += line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1;
    }
  }

  /// Whether something else came to this path after its file was moved away.
  private static boolean isTakenLater(Path path, List<String> lines, long after) {
    long position = 0;
    for (String line : lines) {
      String[] fields = line.split(Journal.SEPARATOR, -1);
      boolean comes =
          (fields[0].equals("M") && fields[2].equals(path.toString()))
              || (fields[0].equals("C") && fields[1].equals(path.toString()));
      if (position > after && comes) {
        return true;
      }
      position += line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1;
    }
    return false;
  }

  private void undoRenames() throws IOException {
    for (Rename rename : renames.reversed()) {
      boolean there = Files.exists(rename.to) && Files.notExists(rename.from);
      if (there && !isDurable(rename)) {
        Files.move(rename.to, rename.from, StandardCopyOption.ATOMIC_MOVE);
        Long bytes = synced.remove(rename.to);
        if (bytes != null) {
          synced.put(rename.from, bytes);
        }
        lost.add("renamed back to " + rename.from + " from " + rename.to);
      }
    }
  }

  /// Its new name is on the disk, and so is every folder that leads there.
  private boolean isDurable(Rename rename) {
    Path folder = Objects.requireNonNull(rename.to.getParent());
    if (syncedSince(folder) < rename.at + 1) {
      return false;
    }
    for (Path above = folder; above.getParent() != null; above = above.getParent()) {
      Long at = made.get(above);
      if (at != null && syncedSince(above.getParent()) < at + 1) {
        return false;
      }
    }
    return true;
  }

  private long syncedSince(Path folder) {
    return folders.getOrDefault(folder, -1L);
  }

  private void cutFiles() throws IOException {
    for (Map.Entry<Path, Long> file : synced.entrySet()) {
      if (Files.isRegularFile(file.getKey())) {
        long length = Files.size(file.getKey());
        long safe = Math.min(length, file.getValue());
        if (safe < length) {
          cut(file.getKey(), safe, length);
        }
      }
    }
  }

  private void cut(Path file, long safe, long length) throws IOException {
    var modified = Files.getLastModifiedTime(file);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      switch (random.nextInt(3)) {
        case 0 -> {
          open.setLength(safe);
          lost.add(file + " cut from " + length + " to " + safe);
        }
        case 1 -> {
          long left = safe + (long) ((length - safe) * random.nextDouble());
          open.setLength(left);
          lost.add(file + " cut from " + length + " to " + left);
        }
        default -> {
          open.seek(safe);
          open.write(new byte[Math.toIntExact(length - safe)]);
          lost.add(file + " is zeros from " + safe + " to " + length);
        }
      }
    }
    Files.setLastModifiedTime(file, modified);
  }
}
