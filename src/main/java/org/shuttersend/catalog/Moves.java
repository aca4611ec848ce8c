package org.shuttersend.catalog;

import static org.shuttersend.catalog.MoveCode.INTENDED;
import static org.shuttersend.catalog.MoveCode.LATER;
import static org.shuttersend.catalog.MoveCode.LEFT;
import static org.shuttersend.catalog.MoveCode.MOVED;
import static org.shuttersend.catalog.MoveCode.NONE;
import static org.shuttersend.catalog.MoveCode.WANTED;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;

/// What becomes of the files of photos that are safe on the server. The list of what is to be done
/// is kept by the database itself; each move is written down before it is made, and after. Any
/// thread.
public final class Moves {
  private static final String ON_LIST = " folder = ? AND moved IN (1, 2, 5) AND moved = ";

  private final Database database;
  private final Folders folders;

  Moves(Database database, Folders folders) {
    this.database = database;
    this.folders = folders;
  }

  /// A move as it is written down.
  ///
  /// @param target relative to the hot folder's root, or absolute
  public record Intent(Movable photo, String target) {}

  /// The photos of these groups that are to be moved, at most so many groups.
  ///
  /// @return what their paths are grouped by
  public List<String> wanted(HotFolder folder, int limit) {
    return database.read(session ->
        session.list(
            "SELECT min(path) FROM photo WHERE" + ON_LIST + WANTED + " GROUP BY stem LIMIT ?",
            row -> Grouping.key(row.getString(1)),
            folder.id(),
            limit));
  }

  public boolean isWanted(HotFolder folder) {
    return exists(folder, WANTED);
  }

  /// Whether something could not be moved, and is to be tried again.
  public boolean isLater(HotFolder folder) {
    return exists(folder, LATER);
  }

  /// Whether something may be half moved.
  public boolean isIntended(HotFolder folder) {
    return exists(folder, INTENDED);
  }

  private boolean exists(HotFolder folder, int code) {
    return database.read(session ->
        session.number(
            "SELECT EXISTS (SELECT 1 FROM photo WHERE" + ON_LIST + code + ")", folder.id()))
        == 1;
  }

  /// The files of each photo as they were when they were sent, but for those that were moved.
  public Map<String, List<Movable>> groups(HotFolder folder, List<String> stems) {
    return database.read(session -> {
      var disks = new Disks(session);
      var groups = new HashMap<String, List<Movable>>();
      for (String stem : stems) {
        groups.put(
            stem,
            session
                .list(
                    "SELECT * FROM photo WHERE folder = ? AND stem = ? AND latest = 1"
                        + " AND moved <> 3 ORDER BY id",
                    row -> movable(row, disks),
                    folder.id(),
                    Stems.numberOf(stem))
                .stream()
                .filter(photo -> Grouping.key(photo.file().ref().path()).equals(stem))
                .toList());
      }
      return groups;
    });
  }

  private Movable movable(ResultSet row, Disks disks) throws SQLException {
    return new Movable(
        row.getLong("id"),
        row.getLong("version"),
        Rows.file(row, folders, disks),
        Movable.standing(row),
        Rows.hash(row));
  }

  /// Writes down where the files of photos are about to be moved; returns when that is durable. All
  /// of a photo's, or none if one of them is not as it was, or another server was connected since.
  ///
  /// @param server the one that confirmed them
  /// @return those that may be moved
  public List<List<Intent>> intend(List<List<Intent>> photos, String server) {
    return database.write(session -> {
      var intended = new ArrayList<List<Intent>>();
      if (!Meta.get(session, Catalog.INSTANCE).equals(Optional.of(server))) {
        return intended;
      }
      for (List<Intent> group : photos) {
        if (areAsTheyWere(session, group)) {
          for (Intent intent : group) {
            session.update(
                "UPDATE photo SET moved = ?, moved_to = ? WHERE id = ?",
                INTENDED,
                intent.target(),
                intent.photo().id());
          }
          intended.add(group);
        }
      }
      return intended;
    });
  }

  private static boolean areAsTheyWere(Session session, List<Intent> group) throws SQLException {
    for (Intent intent : group) {
      long found =
          session.number(
              "SELECT count(*) FROM photo WHERE id = ? AND version = ? AND latest = 1"
                  + " AND state IN (4, 6) AND moved IN (0, 1, 5)",
              intent.photo().id(),
              intent.photo().version());
      if (found == 0) {
        return false;
      }
    }
    return true;
  }

  /// What may be half moved, in the order of its rows.
  ///
  /// @param after the last one of the page before; 0 for the first page
  public List<Intent> intended(HotFolder folder, long after, int limit) {
    return database.read(session -> {
      var disks = new Disks(session);
      return session.list(
          "SELECT * FROM photo WHERE" + ON_LIST + INTENDED + " AND id > ? ORDER BY id LIMIT ?",
          row -> new Intent(movable(row, disks), row.getString("moved_to")),
          folder.id(),
          after,
          limit);
    });
  }

  /// The files lie where they were to be moved, and the disk knows it. One at whose path there is
  /// another photo by now stays a photo of its own.
  public void moved(List<Intent> done) {
    database.write(session -> {
      for (Intent intent : done) {
        session.update(
            "UPDATE photo SET moved = ?, latest = iif(state = 7, latest, 1)"
                + " WHERE id = ? AND moved = ?",
            MOVED,
            intent.photo().id(),
            INTENDED);
      }
      return done.size();
    });
  }

  /// The content of a file that is being moved is what it was, though its times are not.
  public void touched(Intent intent, FileStamp stamp) {
    database.write(session ->
        session.update(
            "UPDATE photo SET size = ?, modified = ?, file_key = ? WHERE id = ? AND moved = ?",
            stamp.size(),
            Rows.nanos(stamp.modified()),
            stamp.fileKey(),
            intent.photo().id(),
            INTENDED));
  }

  /// Nothing is to be moved before something else happens to one of the group.
  ///
  /// @param group all of a photo's files as they were read
  /// @param some of the group
  public void rest(List<Movable> group, List<Movable> some) {
    decide(group, some, NONE);
  }

  /// They cannot be moved now, and are tried again later.
  public void later(List<Movable> group, List<Movable> some) {
    decide(group, some, LATER);
  }

  /// The user has them where he wants them.
  public void leave(List<Movable> group, List<Movable> some) {
    decide(group, some, LEFT);
  }

  /// The photos of these groups stay for now, whatever it is that they wait for.
  public void putOff(HotFolder folder, List<String> stems) {
    database.write(session -> {
      for (String stem : stems) {
        session.update(
            "UPDATE photo SET moved = iif(latest = 1, 5, 0) WHERE"
                + ON_LIST
                + WANTED
                + " AND stem = ?",
            folder.id(),
            Stems.numberOf(stem));
      }
      return stems.size();
    });
  }

  /// Where one of the group came to its end since it was read, the database has put all of it on
  /// the list, and there it stays.
  private void decide(List<Movable> group, List<Movable> some, int code) {
    database.write(session -> {
      for (Movable photo : group) {
        long same =
            session.number(
                "SELECT count(*) FROM photo WHERE id = ? AND version = ?",
                photo.id(),
                photo.version());
        if (same == 0) {
          return 0;
        }
      }
      for (Movable photo : some) {
        session.update(
            "UPDATE photo SET moved = ? WHERE id = ? AND latest = 1 AND moved IN (0, 1, 5)",
            code,
            photo.id());
      }
      return some.size();
    });
  }

  /// What becomes of a photo that was about to be moved, and certainly was not.
  public enum Unmoved {
    /// Nothing, before something else happens to it.
    REST(NONE),
    /// It is tried again later.
    LATER(MoveCode.LATER),
    /// It is tried again at once.
    AGAIN(WANTED),
    /// The user has it where he wants it.
    LEAVE(LEFT);

    private final int code;

    Unmoved(int code) {
      this.code = code;
    }
  }

  public void unmoved(Intent intent, Unmoved what) {
    database.write(session ->
        session.update(
            "UPDATE photo SET moved = iif(latest = 1, ?, 0), moved_to = NULL"
                + " WHERE id = ? AND moved = ?",
            what.code,
            intent.photo().id(),
            INTENDED));
  }

  /// What could not be moved is on the list again.
  public void retry(HotFolder folder) {
    database.write(session ->
        session.update("UPDATE photo SET moved = 1 WHERE" + ON_LIST + LATER, folder.id()));
  }

  /// Those of these photos that could not be moved are on the list again.
  public void retry(HotFolder folder, Set<String> stems) {
    database.write(session -> {
      for (String stem : stems) {
        session.update(
            "UPDATE photo SET moved = 1 WHERE" + ON_LIST + LATER + " AND stem = ?",
            folder.id(),
            Stems.numberOf(stem));
      }
      return stems.size();
    });
  }
}
