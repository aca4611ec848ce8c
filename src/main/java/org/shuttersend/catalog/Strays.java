package org.shuttersend.catalog;

import static org.shuttersend.catalog.MoveCode.INTENDED;
import static org.shuttersend.catalog.MoveCode.MOVED;
import static org.shuttersend.catalog.MoveCode.NONE;

import java.time.Clock;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.database.Database;
import org.shuttersend.model.FileStamp;

/// Files that were moved in place of the ones that were sent, since somebody saved them at the last
/// moment, and that could not go back. Any thread.
public final class Strays {
  private final Database database;
  private final Clock clock;

  Strays(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The photo was not moved, but another version of it: that is sent from where it lies, which
  /// nobody watches.
  ///
  /// @param stamp of what lies there
  public void add(Intent intent, FileStamp stamp) {
    database.write(session -> {
      long now = clock.millis();
      session.update(
          "INSERT INTO photo (folder, path, stem, size, modified, file_key, cut_off, state, due,"
              + " rank, changed, disk, moved, moved_to)"
              + " SELECT folder, path, stem, ?, ?, ?, 0, ?, ?, ?, ?, disk, ?, moved_to FROM photo"
              + " WHERE id = ? AND moved = ?",
          stamp.size(),
          Rows.nanos(stamp.modified()),
          stamp.fileKey(),
          StateCode.QUEUED,
          Rows.DUE_AT_ONCE,
          Rank.fresh(stamp, now),
          now,
          MOVED,
          intent.photo().id(),
          INTENDED);
      return session.update(
          "UPDATE photo SET moved = ?, moved_to = NULL WHERE id = ? AND moved = ?",
          NONE,
          intent.photo().id(),
          INTENDED);
    });
  }
}
