package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What can be seen of the catalog's file from outside, without SQLite: some damage it would take
/// for a new file, or for one that may not be written.
record Outside(Path file) {
  private static final byte[] BEGIN = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /// Of the file formats for writing and for reading there are 1 and 2.
  private static final int FORMATS = 18;

  /// What is certainly wrong; empty also for a file that was never there.
  Optional<String> damage() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return wasThere() ? Optional.of("it is missing") : Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("it is no file");
    }
    if (Files.size(file) == 0) {
      return Optional.of("it is empty");
    }
    return isBeginOfDatabase() ? Optional.empty() : Optional.of("it is no database");
  }

  private boolean wasThere() throws IOException {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var left = Files.newDirectoryStream(folder, file.getFileName() + "[-.]*")) {
      if (left.iterator().hasNext()) {
        return true;
      }
    }
    Path backups = folder.resolve("backups");
    if (!Files.isDirectory(backups)) {
      return false;
    }
    try (var kept = Files.newDirectoryStream(backups, "catalog-*.db")) {
      return kept.iterator().hasNext();
    }
  }

  private boolean isBeginOfDatabase() throws IOException {
    byte[] begin;
    try (var in = Files.newInputStream(file)) {
      begin = in.readNBytes(FORMATS + 2);
    }
    return begin.length == FORMATS + 2
        && Arrays.equals(begin, 0, BEGIN.length, BEGIN, 0, BEGIN.length)
        && isFormat(begin[FORMATS])
        && isFormat(begin[FORMATS + 1]);
  }

  private static boolean isFormat(byte number) {
    return number == 1 || number == 2;
  }

  /// What was set aside, the newest first.
  List<Path> asides(String mark) throws IOException {
    var asides = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder(), file.getFileName() + mark + "*")) {
      for (Path aside : files) {
        if (Files.isRegularFile(aside) && !aside.toString().matches(".*-(wal|shm)")) {
          asides.add(aside);
        }
      }
    }
    asides.sort(Comparator.comparing((Path aside) -> aside.getFileName().toString()).reversed());
    return asides;
  }

  /// Since when the data folder has been in use at the latest: no hot folder was chosen before.
  Optional<Instant> since() throws IOException {
    Optional<Instant> earliest = Optional.empty();
    try (var entries = Files.newDirectoryStream(folder())) {
      for (Path entry : entries) {
        var times =
            Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        for (Instant time :
            List.of(times.creationTime().toInstant(), times.lastModifiedTime().toInstant())) {
          boolean earlier = earliest.isEmpty() || time.isBefore(earliest.get());
          earliest = earlier ? Optional.of(time) : earliest;
        }
      }
    }
    return earliest;
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}
