package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.DISMISSED;
import static org.shuttersend.catalog.StateCode.FAILED;
import static org.shuttersend.catalog.StateCode.GONE;
import static org.shuttersend.catalog.StateCode.HELD;
import static org.shuttersend.catalog.StateCode.QUEUED;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.ObservedFile;

/// Where settled files become durable.
public final class Intake {
  private final Database database;
  private final Clock clock;

  Intake(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Those of a batch that are not known exactly so. A file known but gone counts as news.
  public List<ObservedFile> news(List<ObservedFile> batch) {
    return database.read(session -> {
      var news = new ArrayList<ObservedFile>();
      for (ObservedFile file : batch) {
        if (latest(session, file.ref()).filter(known -> known.isStill(file.stamp())).isEmpty()) {
          news.add(file);
        }
      }
      return news;
    });
  }

  /// Queues what is new or changed; returns when that is durable. What is known exactly so is left
  /// alone.
  ///
  /// @return how many were queued
  public int settled(List<ObservedFile> files) {
    return database.write(session -> {
      int count = 0;
      for (ObservedFile file : files) {
        count += queue(session, file) ? 1 : 0;
      }
      return count;
    });
  }

  /// The file, or everything below this directory, is not there any more. What was not sent yet
  /// cannot be.
  public void gone(FileRef ref) {
    // '0' follows '/' in every collation of bytes: the range holds exactly what lies below the
    // directory.
    database.write(session ->
        session.update(
            "UPDATE photo SET state = ?, version = version + 1, due = NULL, changed = ?"
                + " WHERE latest = 1 AND folder = ? AND (path = ? OR (path >= ? AND path < ?))"
                + " AND state IN (0, 2, 5)",
            GONE,
            clock.millis(),
            ref.folder().id(),
            ref.path(),
            ref.path() + "/",
            ref.path() + "0"));
  }

  private boolean queue(Session session, ObservedFile file) throws SQLException {
    Optional<Known> known = latest(session, file.ref());
    if (known.isPresent()) {
      if (known.get().isStill(file.stamp())) {
        return false;
      }
      makeRoom(session, known.get());
    }
    session.update(
        "INSERT INTO photo (folder, path, stem, size, modified, file_key, cut_off, state, due,"
            + " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        file.ref().folder().id(),
        file.ref().path(),
        Grouping.key(file.ref().path()),
        file.stamp().size(),
        Rows.nanos(file.stamp().modified()),
        file.stamp().fileKey(),
        file.cutOff(),
        QUEUED,
        Rows.DUE_AT_ONCE,
        clock.millis());
    return true;
  }

  /// An older version that nobody holds is superseded. One that is being sent is resolved by its
  /// sender: the newer one is not claimed before, or the older could arrive last.
  private void makeRoom(Session session, Known known) throws SQLException {
    boolean waits =
        switch (known.state) {
          case QUEUED, HELD, FAILED, DISMISSED -> true;
          default -> false;
        };
    if (waits) {
      session.update(
          "UPDATE photo SET latest = 0, state = ?, version = version + 1, due = NULL, changed = ?"
              + " WHERE id = ?",
          SUPERSEDED,
          clock.millis(),
          known.id);
    } else {
      session.update("UPDATE photo SET latest = 0 WHERE id = ?", known.id);
    }
  }

  private static Optional<Known> latest(Session session, FileRef ref) throws SQLException {
    return session.first(
        "SELECT id, state, size, modified, file_key FROM photo"
            + " WHERE latest = 1 AND folder = ? AND path = ?",
        row ->
            new Known(
                row.getLong(1),
                row.getInt(2),
                new FileStamp(row.getLong(3), Rows.instant(row.getLong(4)), row.getString(5))),
        ref.folder().id(),
        ref.path());
  }

  private record Known(long id, int state, FileStamp stamp) {
    boolean isStill(FileStamp now) {
      return state != GONE && state != SUPERSEDED && stamp.equals(now);
    }
  }
}
