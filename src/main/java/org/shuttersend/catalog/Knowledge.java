package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;

/// Looks up what became of files somebody sees in a folder.
public final class Knowledge {
  private final Database database;

  Knowledge(Database database) {
    this.database = database;
  }

  /// For each file the state of the version that is there now, empty if that is not known.
  public List<Optional<PhotoState>> of(List<ObservedFile> files) {
    return database.read(session -> {
      var states = new ArrayList<Optional<PhotoState>>();
      for (ObservedFile file : files) {
        states.add(
            session.first(
                "SELECT state FROM photo WHERE latest = 1 AND folder = ? AND path = ?"
                    + " AND size = ? AND modified = ? AND file_key IN (?, '')"
                    + " AND state NOT IN (7, 8)",
                row -> StateCode.state(row.getInt(1)),
                file.ref().folder().id(),
                file.ref().path(),
                file.stamp().size(),
                Rows.nanos(file.stamp().modified()),
                file.stamp().fileKey()));
      }
      return states;
    });
  }

  /// For each file what is known of it, by its stamp and its disk: a file of the same name, size
  /// and time on another card is another photo.
  public List<Standing> standings(List<ObservedFile> files) {
    return database.read(session -> {
      var disks = new Disks(session);
      var standings = new ArrayList<Standing>();
      for (ObservedFile file : files) {
        standings.add(standing(session, file, disks.find(file.disk())));
      }
      return standings;
    });
  }

  /// Where photos went, if any did.
  public Optional<String> destination() {
    return database.read(session -> Meta.get(session, Catalog.DESTINATION));
  }

  private static Standing standing(Session session, ObservedFile file, int disk)
      throws SQLException {
    Optional<Known> known =
        Known.of(session, file.ref(), file.stamp(), disk)
            .filter(found -> found.disk() == disk || isNumbered(found, file));
    if (known.isEmpty()) {
      known = movedHere(session, file);
    }
    if (known.isEmpty()) {
      return Standing.UNKNOWN;
    }
    if (!known.get().stamp().isSame(file.stamp())) {
      return new Standing(
          Standing.Match.OTHER,
          Optional.of(StateCode.state(known.get().state())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return session
        .first(
            "SELECT p.*, t.state AS twin_state, t.job AS twin_job, t.changed AS twin_changed"
                + " FROM photo p LEFT JOIN photo t ON t.id = p.duplicate_of WHERE p.id = ?",
            Knowledge::standing,
            known.get().id())
        .orElse(Standing.UNKNOWN);
  }

  /// The photo that was moved to this place after it was sent, or was about to be.
  private static Optional<Known> movedHere(Session session, ObservedFile file) throws SQLException {
    List<Known> all =
        session.list(
            "SELECT id, state, size, modified, file_key, disk, moved FROM photo"
                + " WHERE folder = ? AND moved_to IN (?, ?) AND latest = 1 ORDER BY id DESC",
            Known::of,
            file.ref().folder().id(),
            file.ref().path(),
            file.ref().file().toString());
    return all.stream().min(Comparator.comparing(known -> !known.isStill(file.stamp())));
  }

  /// Whether both have the number of their file on its disk: then it is the disk that was not
  /// known.
  private static boolean isNumbered(Known known, ObservedFile file) {
    return !known.stamp().fileKey().isEmpty() && !file.stamp().fileKey().isEmpty();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        Standing.Match.SAME,
        Optional.of(StateCode.state(row.getInt("state"))),
        Rows.reason(row),
        Rows.hash(row),
        confirmed(row));
  }

  /// A server that tells what it hashed has a job for each photo, and its receipt was compared with
  /// our hash before it was believed. A duplicate is confirmed by the server's check, or as its
  /// twin is.
  private static Optional<Instant> confirmed(ResultSet row) throws SQLException {
    Optional<Instant> since = Rows.time(row, "changed");
    return switch (row.getInt("state")) {
      case StateCode.PROCESSED -> isThere(row, "job") ? since : Optional.empty();
      case StateCode.DUPLICATE -> {
        if (!isThere(row, "twin_state")) {
          yield since;
        }
        boolean done = row.getInt("twin_state") == StateCode.PROCESSED && isThere(row, "twin_job");
        Optional<Instant> twin = Rows.time(row, "twin_changed");
        yield done
            ? since.flatMap(own -> twin.map(t -> t.isAfter(own) ? t : own))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static boolean isThere(ResultSet row, String column) throws SQLException {
    return row.getObject(column) != null;
  }
}
