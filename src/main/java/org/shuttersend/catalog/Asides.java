package org.shuttersend.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.Disk;
import org.shuttersend.model.HotFolder;

/// What was chosen to become of photos after they were sent, and the folders they were moved into.
/// Any thread.
public final class Asides {
  private static final int PAGE = 1000;

  private final Database database;

  Asides(Database database) {
    this.database = database;
  }

  /// The user's choice for this folder. Where it is chosen anew to move photos, those that were
  /// sent before are moved as well. A folder they were moved into once, and into which nothing more
  /// is moved, is like any other when nothing of ours lies in it.
  public void choose(HotFolder folder, AfterUpload after) {
    int code =
        switch (after.action()) {
          case KEEP -> 0;
          case MOVE -> 1;
          case TRASH -> 2;
        };
    if (code != 0 && database.read(session -> chosen(session, folder)) == 0) {
      wantMost(folder);
    }
    database.write(session -> {
      if (code != 0 && chosen(session, folder) == 0) {
        want(session, folder, 0, Long.MAX_VALUE);
      }
      session.update("UPDATE folder SET after_upload = ? WHERE id = ?", code, folder.id());
      String used = after.action() == Action.MOVE ? after.folder() : "";
      return session.update(
          "DELETE FROM aside AS a WHERE folder = ? AND path <> ? AND NOT EXISTS"
              + " (SELECT 1 FROM photo p WHERE p.folder = a.folder"
              + "   AND p.moved_to > a.path || '/' AND p.moved_to < a.path || '0')",
          folder.id(),
          used);
    });
  }

  private static long chosen(Session session, HotFolder folder) throws SQLException {
    return session.number("SELECT after_upload FROM folder WHERE id = ?", folder.id());
  }

  /// A thousand rows in a transaction: others write meanwhile. It is written down as chosen only
  /// with the last of them: so one that broke off begins anew.
  private void wantMost(HotFolder folder) {
    long last = database.read(session -> session.number("SELECT coalesce(max(id), 0) FROM photo"));
    for (long from = 0; from < last; from += PAGE) {
      long first = from;
      long some =
          database.read(session ->
              session.number(
                  "SELECT count(*) FROM photo" + UNMOVED, first, first + PAGE, folder.id()));
      if (some > 0) {
        database.write(session -> want(session, folder, first, first + PAGE));
      }
    }
  }

  private static int want(Session session, HotFolder folder, long first, long last)
      throws SQLException {
    return session.update("UPDATE photo SET moved = 1" + UNMOVED, first, last, folder.id());
  }

  private static final String UNMOVED =
      " WHERE id > ? AND id <= ? AND folder = ? AND latest = 1 AND state IN (4, 6)"
          + " AND moved IN (0, 5)";

  /// The folders below this one into which photos were moved, on whatever disk.
  public Set<String> of(HotFolder folder) {
    return database.read(session ->
        Set.copyOf(
            session.list(
                "SELECT DISTINCT path FROM aside WHERE folder = ?",
                row -> row.getString(1),
                folder.id())));
  }

  /// The folders below this one into which photos were moved, on the disk it is on now.
  public Set<String> of(HotFolder folder, Disk disk) {
    return database.read(session -> {
      List<String> paths =
          session.list(
              "SELECT path FROM aside WHERE folder = ? AND disk = ?",
              row -> row.getString(1),
              folder.id(),
              new Disks(session).find(disk));
      return Set.copyOf(paths);
    });
  }

  /// From now on nothing in this folder is sent.
  public void add(HotFolder folder, String path, Disk disk) {
    database.write(session -> add(session, folder.id(), path, new Disks(session).id(disk)));
  }

  static int add(Session session, int folder, String path, int disk) throws SQLException {
    return session.update(
        "INSERT INTO aside (folder, path, disk) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        folder,
        path,
        disk);
  }
}
