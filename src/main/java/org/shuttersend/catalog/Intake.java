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
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;

/// Where settled files become durable.
public final class Intake {
  private final Database database;
  private final Clock clock;

  Intake(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Those of a batch that are not known exactly so. A file known but gone counts as news. Notes
  /// under which name its disk is known now, where that can be written; else a later scan does.
  public List<ObservedFile> news(List<ObservedFile> batch) {
    var news = new ArrayList<ObservedFile>();
    var toNote = new ArrayList<ObservedFile>();
    database.read(session -> {
      var disks = new Disks(session);
      for (ObservedFile file : batch) {
        int disk = disks.find(file.disk());
        Optional<Known> known = Known.of(session, file.ref(), file.stamp(), disk);
        if (known.filter(k -> k.isStill(file.stamp())).isEmpty()) {
          news.add(file);
        } else if (!known.get().isMoved() && known.get().isNotedOtherwise(file.stamp(), disk)) {
          toNote.add(file);
        }
      }
      return batch.size();
    });
    if (!toNote.isEmpty() && database.unwritable().isEmpty()) {
      database.write(session -> {
        var disks = new Disks(session);
        for (ObservedFile file : toNote) {
          note(session, file, disks.id(file.disk()));
        }
        return toNote.size();
      });
    }
    return news;
  }

  private static void note(Session session, ObservedFile file, int disk) throws SQLException {
    Optional<Known> known =
        Known.of(session, file.ref(), file.stamp(), disk).filter(k -> k.isStill(file.stamp()));
    if (known.isPresent()) {
      note(session, known.get(), file, disk);
    }
  }

  private static void note(Session session, Known known, ObservedFile file, int disk)
      throws SQLException {
    if (!known.isMoved() && known.isNotedOtherwise(file.stamp(), disk)) {
      session.update(
          "UPDATE photo SET disk = ?, file_key = ? WHERE id = ?",
          disk,
          file.stamp().fileKey(),
          known.id());
    }
  }

  /// Queues what is new or changed; returns when that is durable. What is known exactly so is left
  /// alone.
  ///
  /// @return how many were queued
  public int settled(List<ObservedFile> files) {
    return database.write(session -> {
      var disks = new Disks(session);
      int count = 0;
      for (ObservedFile file : files) {
        count += queue(session, disks, file) ? 1 : 0;
      }
      return count;
    });
  }

  /// The file, or everything below this directory, is not on this disk any more. What was not sent
  /// yet cannot be. What lies there on other disks is out of sight, not gone.
  public void gone(FileRef ref, Disk disk) {
    // '0' follows '/' in every collation of bytes: the range holds exactly what lies below the
    // directory.
    database.write(session -> {
      int id = new Disks(session).find(disk);
      return session.update(
          "UPDATE photo SET state = ?, version = version + 1, due = NULL, changed = ?"
              + " WHERE latest = 1 AND folder = ? AND (path = ? OR (path >= ? AND path < ?))"
              + " AND state IN (0, 2, 5) AND disk IN (?, ?) AND moved NOT IN (2, 3)",
          GONE,
          clock.millis(),
          ref.folder().id(),
          ref.path(),
          ref.path() + "/",
          ref.path() + "0",
          isCard(session, ref, id) ? id : Disks.UNKNOWN, // of what was noted before disks were
          id);
    });
  }

  /// What is mounted at this place was looked through, and what is new on it is queued. What its
  /// disk had elsewhere, when it was mounted there, is there no more.
  public void searched(FileRef place) {
    database.write(session ->
        session.update(
            "UPDATE photo AS p SET state = ?, version = version + 1, due = NULL, changed = ?"
                + " WHERE latest = 1 AND folder = ? AND state IN (0, 2, 5) AND disk <> 0"
                + " AND disk = (SELECT disk FROM connected WHERE folder = ? AND place = ?)"
                + " AND NOT EXISTS (SELECT 1 FROM connected c WHERE c.disk = p.disk AND "
                + Connected.covers("c", "p")
                + ")",
            GONE,
            clock.millis(),
            place.folder().id(),
            place.folder().id(),
            place.path()));
  }

  private static boolean isCard(Session session, FileRef ref, int disk) throws SQLException {
    return Connected.now(session).isCard(ref.folder().id(), disk);
  }

  private boolean queue(Session session, Disks disks, ObservedFile file) throws SQLException {
    int disk = disks.id(file.disk());
    Optional<Known> known = Known.of(session, file.ref(), file.stamp(), disk);
    if (known.isPresent()) {
      if (known.get().isStill(file.stamp())) {
        note(session, known.get(), file, disk);
        return false;
      }
      if (!known.get().mayBeOnAnotherCard() || !isCard(session, file.ref(), disk)) {
        makeRoom(session, known.get());
      }
    }
    long now = clock.millis();
    session.update(
        "INSERT INTO photo (folder, path, stem, size, modified, file_key, cut_off, state, due,"
            + " rank, changed, disk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        file.ref().folder().id(),
        file.ref().path(),
        Stems.number(file.ref().path()),
        file.stamp().size(),
        Rows.nanos(file.stamp().modified()),
        file.stamp().fileKey(),
        file.cutOff(),
        QUEUED,
        Rows.DUE_AT_ONCE,
        Rank.fresh(file.stamp(), now),
        now,
        disk);
    return true;
  }

  /// A photo that was moved lies at its path again: whatever was known there is an older version.
  void makeRoomFor(Session session, long moved) throws SQLException {
    List<Known> replaced =
        session.list(
            "SELECT p.id, p.state, p.size, p.modified, p.file_key, p.disk, p.moved"
                + " FROM photo p JOIN photo m ON m.id = ? WHERE p.latest = 1"
                + " AND p.folder = m.folder AND p.path = m.path AND p.disk = m.disk"
                + " AND p.moved <> 3",
            Known::of,
            moved);
    for (Known known : replaced) {
      makeRoom(session, known);
    }
  }

  /// An older version that nobody holds is superseded. One that is being sent is resolved by its
  /// sender: the newer one is not claimed before, or the older could arrive last.
  private void makeRoom(Session session, Known known) throws SQLException {
    boolean waits =
        switch (known.state()) {
          case QUEUED, HELD, FAILED, DISMISSED -> true;
          default -> false;
        };
    if (waits) {
      session.update(
          "UPDATE photo SET latest = 0, state = ?, version = version + 1, due = NULL, changed = ?"
              + " WHERE id = ?",
          SUPERSEDED,
          clock.millis(),
          known.id());
    } else {
      session.update("UPDATE photo SET latest = 0 WHERE id = ?", known.id());
    }
  }
}
