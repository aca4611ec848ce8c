package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.SqliteDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the catalog while it is in use: once a day it is looked through and copied, beside
/// those that work with it. One thread.
public final class Care {
  private static final Logger log = LoggerFactory.getLogger(Care.class);

  /// After the catalog was made anew its backups are all there is of the old one.
  private static final Duration RESPITE = Duration.ofDays(1);

  private final Path file;
  private final SqliteDatabase database;
  private final Backups backups;
  private final Clock clock;
  private final Instant notBefore;

  Care(Path file, SqliteDatabase database, Backups backups, Clock clock, boolean rebuilt) {
    this.file = file;
    this.database = database;
    this.backups = backups;
    this.clock = clock;
    this.notBefore = rebuilt ? clock.instant().plus(RESPITE) : Instant.MIN;
  }

  /// Makes a backup, if the last is a day old, there is anything to keep, and the disk has room.
  /// What goes wrong is told in the log and tried again the next time: work goes on without.
  ///
  /// @return whether one was made
  public boolean backUp() {
    try {
      return !clock.instant().isBefore(notBefore)
          && backups.isDue()
          && isAnythingKnown()
          && backups.make(size(), database::copyInto);
    } catch (DatabaseException e) {
      if (e.isDamage()) {
        suspect(e);
      } else {
        log.info("The backup of the catalog was not finished: {}", e.getMessage());
      }
    } catch (IOException e) {
      log.warn("No backup of the catalog could be made: {}", e.getMessage());
    }
    return false;
  }

  /// In the middle of work it cannot be replaced; the next start does.
  private void suspect(DatabaseException e) {
    log.error("The catalog is damaged; the next start makes it anew: {}", e.getMessage());
    try {
      Files.write(CatalogFile.suspected(file), List.of());
    } catch (IOException io) {
      log.warn("That could not be noted: {}", io.getMessage());
    }
  }

  private boolean isAnythingKnown() {
    return database.read(session ->
        session.number(
            "SELECT EXISTS (SELECT 1 FROM photo) OR EXISTS (SELECT 1 FROM there_before)"))
        == 1;
  }

  private long size() throws IOException {
    Path wal = file.resolveSibling(file.getFileName() + "-wal");
    return Files.size(file) + (Files.exists(wal) ? Files.size(wal) : 0);
  }
}
