package org.shuttersend.catalog;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.HotFolder;

/// The hot folders this catalog has ever known, by number. Any thread.
final class Folders {
  private final Database database;
  private final Map<Integer, HotFolder> known = new ConcurrentHashMap<>();

  Folders(Database database) {
    this.database = database;
    for (HotFolder folder : database.read(Folders::all)) {
      known.put(folder.id(), folder);
    }
  }

  /// The folder with this root; a new one gets a name no other has: `Exports`, then `Exports (2)`.
  HotFolder of(Path root) {
    HotFolder folder = database.write(session -> findOrAdd(session, root));
    known.put(folder.id(), folder);
    return folder;
  }

  Optional<HotFolder> find(Path root) {
    return known.values().stream().filter(folder -> folder.root().equals(root)).findFirst();
  }

  Set<Integer> ids() {
    return known.keySet();
  }

  HotFolder byId(int id) {
    HotFolder folder = known.get(id);
    if (folder == null) {
      throw new IllegalStateException("no hot folder has the number " + id);
    }
    return folder;
  }

  private static HotFolder findOrAdd(Session session, Path root) throws SQLException {
    Optional<HotFolder> found =
        all(session).stream().filter(folder -> folder.root().equals(root)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String name = freeName(session, root);
    session.update("INSERT INTO folder (root, name) VALUES (?, ?)", root.toString(), name);
    return new HotFolder((int) session.number("SELECT last_insert_rowid()"), name, root);
  }

  private static String freeName(Session session, Path root) throws SQLException {
    String wanted = root.getFileName() == null ? "Root" : root.getFileName().toString();
    String name = wanted;
    for (int n = 2; session.number("SELECT count(*) FROM folder WHERE name = ?", name) > 0; n++) {
      name = wanted + " (" + n + ")";
    }
    return name;
  }

  private static List<HotFolder> all(Session session) throws SQLException {
    return session.list(
        "SELECT id, name, root FROM folder ORDER BY id",
        row -> new HotFolder(row.getInt(1), row.getString(2), Path.of(row.getString(3))));
  }
}
