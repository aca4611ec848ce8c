package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// What was in a folder when it was added, where only new photos are to be sent. Taken once, by the
/// first scan, and kept: by a file's times alone a copy from a card would be old, and an archive
/// whose permissions were changed would be new. A file that is written again, moved or renamed is
/// new.
public final class Baseline {
  /// In a catalog that was made anew: since when folders may have been added of which it does not
  /// know. What came since then is sent: rather a photo too many than one too few.
  static final String LOST_SINCE = "lost_since";

  private final Database database;
  private final Clock clock;

  Baseline(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The user's choice for this folder. The first time it is `true` counts as the moment the folder
  /// was added; `false` forgets what was there.
  public void choose(HotFolder folder, boolean onlyNew) {
    database.write(session ->
        onlyNew
            ? session.update(
                "UPDATE folder SET only_new_since = ? WHERE id = ? AND only_new_since IS NULL",
                Meta.get(session, LOST_SINCE).map(Long::valueOf).orElse(clock.millis()),
                folder.id())
            : forget(session, folder));
  }

  /// The folders that were added before the catalog was made anew have been chosen for.
  static void nothingLost(Session session) throws SQLException {
    Meta.remove(session, LOST_SINCE);
  }

  private static int forget(Session session, HotFolder folder) throws SQLException {
    session.update("DELETE FROM there_before WHERE folder = ?", folder.id());
    return session.update(
        "UPDATE folder SET only_new_since = NULL, baseline_taken = 0 WHERE id = ?", folder.id());
  }

  /// Since when only what is new is sent, while the first scan is not through.
  public Optional<Instant> open(HotFolder folder) {
    return database.read(session ->
        session.first(
            "SELECT only_new_since FROM folder"
                + " WHERE id = ? AND only_new_since IS NOT NULL AND baseline_taken = 0",
            row -> Instant.ofEpochMilli(row.getLong(1)),
            folder.id()));
  }

  /// These were there; returns when that is durable.
  public void add(List<ObservedFile> files) {
    database.write(session -> {
      var disks = new Disks(session);
      for (ObservedFile file : files) {
        session.update(
            "INSERT INTO there_before (folder, path, size, modified, file_key, disk)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size,"
                + " modified = excluded.modified, file_key = excluded.file_key,"
                + " disk = excluded.disk",
            file.ref().folder().id(),
            file.ref().path(),
            file.stamp().size(),
            Rows.nanos(file.stamp().modified()),
            file.stamp().fileKey(),
            disks.id(file.disk()));
      }
      return files.size();
    });
  }

  /// The first scan is through: whatever comes now is new.
  public void taken(HotFolder folder) {
    database.write(session ->
        session.update(
            "UPDATE folder SET baseline_taken = 1"
                + " WHERE id = ? AND only_new_since IS NOT NULL AND baseline_taken = 0",
            folder.id()));
  }

  /// Whether the first scan of a folder of which only what is new is sent is through.
  public boolean isTaken(HotFolder folder) {
    return database.read(session ->
        session.number(
                "SELECT count(*) FROM folder WHERE id = ? AND baseline_taken = 1", folder.id())
            > 0);
  }

  /// Those of the files that were not there, or are not any more what was there.
  public List<ObservedFile> without(List<ObservedFile> files) {
    return database.read(session -> {
      var disks = new Disks(session);
      var others = new ArrayList<ObservedFile>();
      for (ObservedFile file : files) {
        if (!wasThere(session, file, disks.find(file.disk()))) {
          others.add(file);
        }
      }
      return others;
    });
  }

  /// Where files have numbers that last, these tell; a card or share is to be the same as well.
  private static boolean wasThere(Session session, ObservedFile file, int disk)
      throws SQLException {
    return session
        .first(
            "SELECT size, modified, file_key, disk FROM there_before"
                + " WHERE folder = ? AND path = ?",
            row -> {
              var before =
                  new FileStamp(row.getLong(1), Rows.instant(row.getLong(2)), row.getString(3));
              boolean numbered = !before.fileKey().isEmpty() && !file.stamp().fileKey().isEmpty();
              boolean sameDisk =
                  row.getInt(4) == disk || row.getInt(4) == Disks.UNKNOWN || !file.disk().isKnown();
              return before.isSame(file.stamp()) && (numbered || sameDisk);
            },
            file.ref().folder().id(),
            file.ref().path())
        .orElse(false);
  }
}
