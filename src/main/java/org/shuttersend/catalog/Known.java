package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.DISMISSED;
import static org.shuttersend.catalog.StateCode.FAILED;
import static org.shuttersend.catalog.StateCode.GONE;
import static org.shuttersend.catalog.StateCode.HELD;
import static org.shuttersend.catalog.StateCode.QUEUED;
import static org.shuttersend.catalog.StateCode.SENDING;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Session;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;

/// The newest version of a path on one disk, as far as what is seen now has to be compared with it.
record Known(long id, int state, FileStamp stamp, int disk, int moved) {

  /// The one a file seen now is a version of: that of its own disk, else one of which the disk is
  /// not known. What another disk has at the same path is another photo, unless its number on the
  /// disk agrees with its size and time: then it is the disk that is called otherwise than before.
  /// Where numbers do not last, as on cards, nothing can tell, and it is another.
  static Optional<Known> of(Session session, FileRef ref, FileStamp now, int disk)
      throws SQLException {
    List<Known> all = latest(session, ref);
    List<Known> there = all.stream().filter(known -> !known.isMoved()).toList();
    Optional<Known> known = of(there, now, disk);
    return known.filter(found -> found.isStill(now)).isPresent()
        ? known
        // One that was moved from here is meant only where it is the very file: it was put back.
        : of(
                all.stream().filter(Known::isMoved).filter(moved -> moved.isStill(now)).toList(),
                now,
                disk)
            .or(() -> known);
  }

  private static Optional<Known> of(List<Known> all, FileStamp now, int disk) {
    return all.stream()
        .filter(known -> known.disk == disk)
        .findFirst()
        .or(() ->
            all.stream()
                .filter(known ->
                    known.disk == Disks.UNKNOWN
                        || disk == Disks.UNKNOWN
                        || (known.isStill(now) && isTelling(known.stamp, now)))
                .min(Comparator.comparing(known -> !known.isStill(now))));
  }

  private static boolean isTelling(FileStamp one, FileStamp other) {
    return !one.fileKey().isEmpty() && !other.fileKey().isEmpty();
  }

  /// A path has as many as there are disks that were mounted there.
  private static List<Known> latest(Session session, FileRef ref) throws SQLException {
    return session.list(
        "SELECT id, state, size, modified, file_key, disk, moved FROM photo"
            + " WHERE latest = 1 AND folder = ? AND path = ? ORDER BY disk, id DESC",
        Known::of,
        ref.folder().id(),
        ref.path());
  }

  /// @param row id, state, size, time, number, disk and what became of the file
  static Known of(ResultSet row) throws SQLException {
    return new Known(
        row.getLong(1),
        row.getInt(2),
        new FileStamp(row.getLong(3), Rows.instant(row.getLong(4)), row.getString(5)),
        row.getInt(6),
        row.getInt(7));
  }

  /// Whether its file was moved elsewhere after it was sent.
  boolean isMoved() {
    return moved == MoveCode.MOVED;
  }

  /// Whether it was noted before disks were, and may wait for another card than the one whose file
  /// is at its path now.
  boolean mayBeOnAnotherCard() {
    return disk == Disks.UNKNOWN
        && switch (state) {
          case QUEUED, SENDING, HELD, FAILED, DISMISSED -> true;
          default -> false;
        };
  }

  boolean isStill(FileStamp now) {
    return state != GONE && state != SUPERSEDED && stamp.isSame(now);
  }

  /// Whether it has to be noted that it is on this disk, also where that is not known any more, or
  /// is known without a number now.
  boolean isNotedOtherwise(FileStamp now, int nowDisk) {
    return disk != nowDisk || !stamp.fileKey().equals(now.fileKey());
  }
}
