package org.shuttersend.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Acts in the hot folders and keeps a ledger of what lies there and of every content that was ever
/// whole. Nobody else writes there. Used by one thread.
final class Photos {
  private static final byte[] JPEG_START = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xda, 0, 4, 0, 0
  };
  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
  private static final int SMALL = 60_000;

  /// More than goes into one request.
  private static final int BIG = 4_250_000;

  /// Between two strokes of a slow writer: about the quiet time of the sender, and at times more.
  private static final int STROKE_MILLIS = 150;

  private static final int STROKE_SPREAD_MILLIS = 350;

  /// A small photo is usually sent after that; nothing depends on it.
  private static final int TIME_TO_SEND_MILLIS = 900;

  /// A file that lies there.
  record Lying(String sha256, FileTime modified) {}

  private final List<Path> folders;
  private final Random random;
  private final boolean moved;
  private final TreeMap<Path, Lying> lying = new TreeMap<>();
  private final Map<Path, List<byte[]>> former = new HashMap<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<String, Integer> overwritten = new HashMap<>();
  private int number;

  /// @param moved whether photos are moved away once they are sent
  Photos(List<Path> folders, Random random, boolean moved) {
    this.moved = moved;
    this.folders = folders;
    this.random = random;
  }

  /// What lies in the hot folders, by path.
  Map<Path, Lying> lying() {
    return lying;
  }

  /// SHA-256 of every content that was whole at some time.
  Set<String> whole() {
    return whole;
  }

  /// Whether photos are moved away once they are sent: then each lies at its path or where it was
  /// moved to.
  boolean areMoved() {
    return moved;
  }

  /// How often a content may have been overwritten, or moved away before: nobody can tell which.
  int overwritten(String sha256) {
    return overwritten.getOrDefault(sha256, 0);
  }

  /// What was moved away meanwhile is not there to be renamed, touched or deleted.
  void act(Act act) throws IOException {
    try {
      perform(act);
    } catch (NoSuchFileException e) {
      if (!moved) {
        throw e;
      }
    }
  }

  private void perform(Act act) throws IOException {
    switch (act) {
      case SHOOT -> write(fresh(), content(SMALL), 1);
      case SHOOT_BIG -> write(fresh(), content(BIG), 1);
      case SHOOT_SLOWLY -> write(fresh(), content(SMALL), 3);
      case SHOOT_TWICE -> {
        byte[] content = content(SMALL);
        String name = "twin " + ++number + ".jpg";
        for (Path folder : folders) {
          write(folder.resolve(name), content, 1);
        }
      }
      case SAVE -> write(known(), content(SMALL), 1);
      case SAVE_SAFELY -> {
        Path file = known();
        Path work = file.resolveSibling(file.getFileName() + ".tmp");
        write(work, content(SMALL), 1);
        move(work, file);
      }
      case SAVE_OLD -> write(oldest(), content(SMALL), 1);
      case SAVE_FORMER -> {
        Path file = oldest();
        List<byte[]> versions = Objects.requireNonNull(former.get(file));
        if (versions.size() < 2) {
          write(file, content(SMALL), 1);
          pause(TIME_TO_SEND_MILLIS);
        }
        write(file, versions.getFirst(), 1);
      }
      case SAVE_WHILE_SENT -> {
        Path file = fresh();
        write(file, content(BIG), 1);
        pause(300 + random.nextInt(250));
        write(file, content(SMALL), 1);
      }
      case COPY -> {
        Path from = known();
        write(fresh(), Objects.requireNonNull(former.get(from)).getLast(), 1);
      }
      case RENAME -> move(known(), fresh());
      case TOUCH -> {
        Path file = known();
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        lies(file, Objects.requireNonNull(lying.get(file)).sha256);
      }
      case SHOOT_AND_DELETE -> {
        Path file = fresh();
        write(file, content(BIG), 1);
        pause(random.nextInt(700));
        delete(file);
      }
      case DELETE -> delete(known());
      case PUT_BACK -> putBack(known());
    }
  }

  private Path fresh() throws IOException {
    Path folder = folders.get(random.nextInt(folders.size()));
    Path directory = random.nextInt(3) == 0 ? folder.resolve("Église") : folder;
    return Files.createDirectories(directory).resolve("IMG (%d).jpg".formatted(++number));
  }

  /// A photo that lies there; a new one where there is none.
  private Path known() throws IOException {
    if (lying.isEmpty()) {
      write(fresh(), content(SMALL), 1);
    }
    return new ArrayList<>(lying.keySet()).get(random.nextInt(lying.size()));
  }

  private void putBack(Path file) throws IOException {
    Path root = folders.stream().filter(file::startsWith).findFirst().orElseThrow();
    Path sent = root.resolve(MovedAudit.SENT).resolve(root.relativize(file));
    if (Files.notExists(file)) {
      Files.move(sent, file);
    }
  }

  private Path oldest() throws IOException {
    Path any = known();
    return lying.entrySet().stream()
        .min(Comparator.comparing(file -> file.getValue().modified))
        .map(Map.Entry::getKey)
        .orElse(any);
  }

  /// Every other one is a picture by its first and last bytes, so that the end can be told; of the
  /// others nobody can tell that they are cut off.
  private byte[] content(int least) {
    byte[] content = new byte[least + random.nextInt(SMALL)];
    random.nextBytes(content);
    if (random.nextBoolean()) {
      return content;
    }
    System.arraycopy(JPEG_START, 0, content, 0, JPEG_START.length);
    System.arraycopy(JPEG_END, 0, content, content.length - JPEG_END.length, JPEG_END.length);
    return content;
  }

  /// Writes it down before it is whole: nobody may know a whole content earlier.
  private void write(Path file, byte[] content, int strokes) throws IOException {
    String sha256 = Digest.of(content);
    Lying before = lying.get(file);
    if (before != null) {
      overwritten.merge(before.sha256, 1, Integer::sum);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < strokes; i++) {
        int from = (int) ((long) content.length * i / strokes);
        int to = (int) ((long) content.length * (i + 1) / strokes);
        if (i > 0) {
          pause(STROKE_MILLIS + random.nextInt(STROKE_SPREAD_MILLIS));
        }
        if (to == content.length) {
          whole.add(sha256);
        }
        out.write(content, from, to - from);
      }
    }
    if (!file.toString().endsWith(".tmp")) {
      lies(file, sha256);
    }
    List<byte[]> versions = former.computeIfAbsent(file, _ -> new ArrayList<>());
    versions.add(content);
    if (content.length > BIG) {
      versions.clear();
      versions.add(content);
    }
  }

  private void lies(Path file, String sha256) throws IOException {
    lying.put(file, new Lying(sha256, modified(file)));
  }

  /// Where photos are moved away, one may be gone already.
  private FileTime modified(Path file) throws IOException {
    return moved ? FileTime.fromMillis(number) : Files.getLastModifiedTime(file);
  }

  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Lying replaced = lying.get(to);
    if (replaced != null) {
      overwritten.merge(replaced.sha256, 1, Integer::sum);
    }
    List<byte[]> versions = Objects.requireNonNull(former.remove(from));
    former.computeIfAbsent(to, _ -> new ArrayList<>()).add(versions.getLast());
    lying.remove(from);
    lies(to, Digest.of(versions.getLast()));
  }

  private void delete(Path file) throws IOException {
    Files.delete(file);
    lying.remove(file);
    former.remove(file);
  }

  /// Every content that lies there now.
  Collection<String> contents() {
    return lying.values().stream().map(Lying::sha256).toList();
  }

  void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }
}
