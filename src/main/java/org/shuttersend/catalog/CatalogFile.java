package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Durable;
import org.shuttersend.database.Migrations;
import org.shuttersend.database.SqliteDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the catalog's file to work with. One that is damaged is set aside, never deleted, and a
/// new one is made of the newest backup that is sound and of what can still be read; the folders
/// and the server's answers do the rest. Whatever moment it is interrupted at, the next start ends
/// it.
final class CatalogFile {
  private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);
  private static final Migrations MIGRATIONS = new Migrations(Catalog.class, 11);
  private static final String THREAD = "catalog-writer";
  private static final String ASIDE = ".damaged-";
  private static final List<String> PARTS = List.of("-wal", "-shm", "");

  /// So small a file is looked through wholly at each start, a larger one when it is backed up.
  private static final long SMALL_BYTES = 16L << 20;

  private final Path data;
  private final Path file;
  private final Backups backups;
  private final Clock clock;

  /// @param rebuilt set where the one that was there was damaged
  record Opened(SqliteDatabase database, Optional<Rebuilt> rebuilt) {}

  CatalogFile(Path data, Backups backups, Clock clock) {
    this.data = data;
    this.file = data.resolve(Catalog.FILE);
    this.backups = backups;
    this.clock = clock;
  }

  /// Opens it beside a program that works with it: nothing is mended.
  static SqliteDatabase look(Path data) throws IOException {
    Path file = data.resolve(Catalog.FILE);
    Optional<String> damage = new Outside(file).damage();
    if (damage.isPresent()) {
      throw DatabaseException.damaged(file + ": " + damage.get());
    }
    return Database.open(file, MIGRATIONS, THREAD);
  }

  Opened open() throws IOException {
    String why;
    Optional<String> damage = new Outside(file).damage();
    if (damage.isEmpty()) {
      try {
        return new Opened(tried(), Optional.empty());
      } catch (DatabaseException e) {
        if (!e.isDamage()) {
          throw e;
        }
        why = String.valueOf(e.getMessage());
      }
    } else {
      why = damage.get();
    }
    Optional<Path> aside = setAside();
    Optional<Instant> backup = makeAnew();
    log.info(
        "The catalog was damaged ({}). It was set aside as {} and made anew from {}.",
        why,
        aside.map(Path::toString).orElse("nothing"),
        backup.map(time -> "the backup of " + time).orElse("the folders"));
    return new Opened(tried(), Optional.of(new Rebuilt(why, aside, backup)));
  }

  /// Opened, looked through, and written to once: a lock, a full disk or a file that may not be
  /// written is told now, and not by the first photo.
  private SqliteDatabase tried() throws IOException {
    Path suspected = suspected(file);
    boolean whole = !Files.exists(file) || Files.size(file) <= SMALL_BYTES;
    whole |= Files.exists(suspected);
    SqliteDatabase database =
        Database.open(file, MIGRATIONS, THREAD, whole ? Database.Check.FULL : Database.Check.QUICK);
    try {
      database.write(session -> {
        Meta.put(session, "opened", Long.toString(clock.millis()));
        return 1;
      });
      Files.deleteIfExists(suspected);
      return database;
    } catch (RuntimeException | IOException e) {
      database.close();
      throw e;
    }
  }

  /// There while a running program found damage that the next start is to look for.
  static Path suspected(Path file) {
    return file.resolveSibling(file.getFileName() + ".suspected");
  }

  /// With its log, under names that still belong together.
  private Optional<Path> setAside() throws IOException {
    long number = clock.millis();
    while (Files.exists(aside(number), LinkOption.NOFOLLOW_LINKS)) {
      number++;
    }
    boolean any = false;
    for (String part : PARTS) {
      Path from = file.resolveSibling(Catalog.FILE + part);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(from, Path.of(aside(number) + part), StandardCopyOption.ATOMIC_MOVE);
        any = true;
      }
    }
    Files.deleteIfExists(suspected(file));
    return any ? Optional.of(aside(number)) : Optional.empty();
  }

  private Path aside(long number) {
    return file.resolveSibling(Catalog.FILE + ASIDE + number);
  }

  /// Made beside its place, and put there when it is whole and the disk has it.
  private Optional<Instant> makeAnew() throws IOException {
    Path fresh = file.resolveSibling(Catalog.FILE + ".new");
    for (Backups.Backup backup : backups.all()) {
      clear(fresh);
      Files.copy(backup.file(), fresh);
      try {
        finish(fresh, Database.Check.FULL, backup.made());
        return Optional.of(backup.made());
      } catch (DatabaseException e) {
        if (!e.isDamage()) {
          throw e;
        }
        log.warn("The backup {} is damaged as well: {}", backup.file(), e.getMessage());
      }
    }
    clear(fresh);
    finish(fresh, Database.Check.QUICK, new Outside(file).since().orElse(clock.instant()));
    return Optional.empty();
  }

  private void finish(Path fresh, Database.Check check, Instant since) throws IOException {
    try (Database database = Database.open(fresh, MIGRATIONS, THREAD, check)) {
      new Outside(file)
          .asides(ASIDE).stream()
              .findFirst()
              .ifPresent(aside -> Rescue.from(aside, database, clock.instant()));
      database.write(session -> {
        Meta.put(session, Baseline.LOST_SINCE, Long.toString(since.toEpochMilli()));
        return 1;
      });
    }
    if (Files.exists(fresh.resolveSibling(fresh.getFileName() + "-wal"))) {
      throw new IOException(fresh + " was not brought to its end");
    }
    Durable.file(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    Durable.folder(data);
  }

  private static void clear(Path fresh) throws IOException {
    for (String part : PARTS) {
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + part));
    }
  }
}
