package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last few copies of the catalog, in a folder beside it, each named by its time. A copy is
/// there whole or not at all. One thread at a time.
final class Backups {
  private static final Logger log = LoggerFactory.getLogger(Backups.class);
  private static final int KEPT = 3;
  private static final Duration BETWEEN = Duration.ofDays(1);
  private static final String PREFIX = "catalog-";
  private static final String SUFFIX = ".db";
  private static final String UNFINISHED = ".new";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Clock clock;
  private final Room room;

  /// Bytes that are free on the disk of a folder.
  @FunctionalInterface
  interface Room {
    long free(Path folder) throws IOException;
  }

  /// Makes a copy that is on the disk when it returns.
  @FunctionalInterface
  interface Copier {
    void copyInto(Path target) throws IOException;
  }

  /// A copy.
  record Backup(Path file, Instant made) {}

  Backups(Path data, Clock clock, Room room) {
    this.folder = data.resolve("backups");
    this.clock = clock;
    this.room = room;
  }

  /// The newest first.
  List<Backup> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var all = new ArrayList<Backup>();
    try (var files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        made(file).ifPresent(time -> all.add(new Backup(file, time)));
      }
    }
    all.sort(Comparator.comparing(Backup::made).reversed());
    return all;
  }

  private static Optional<Instant> made(Path file) {
    String name = file.getFileName().toString();
    try {
      return Optional.of(
          NAME.parse(
              name.substring(PREFIX.length(), name.length() - SUFFIX.length()), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty(); // somebody's own
    }
  }

  /// Whether a day has passed since the last. Where the clock was set back since, that cannot be
  /// told, and one is made.
  boolean isDue() throws IOException {
    List<Backup> all = all();
    return all.isEmpty()
        || Duration.between(all.getFirst().made(), clock.instant()).abs().compareTo(BETWEEN) >= 0;
  }

  /// Makes a copy and lets go of the oldest ones, unless the disk is nearly full.
  ///
  /// @param size of what is copied, in bytes
  /// @return whether it was made
  boolean make(long size, Copier copier) throws IOException {
    Files.createDirectories(folder);
    clear();
    if (room.free(folder) < 2 * size) {
      log.info("There is no room for a backup of the catalog");
      return false;
    }
    Path target = folder.resolve(PREFIX + NAME.format(clock.instant()) + SUFFIX);
    Path unfinished = folder.resolve(target.getFileName() + UNFINISHED);
    try {
      copier.copyInto(unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    Durable.folder(folder);
    List<Backup> all = all();
    for (Backup old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      if (!old.file().equals(target)) {
        Files.deleteIfExists(old.file());
      }
    }
    return true;
  }

  /// What a program that was killed left behind.
  private void clear() throws IOException {
    try (var files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX + UNFINISHED + "*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
