package org.shuttersend.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shuttersend.database.Database;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Where files lie that were moved after they were sent, as far as the catalog knows: somebody may
/// have taken them away since. Any thread.
public final class MovedFiles {
  private static final int ALIKE = 100;

  private final Database database;
  private final Folders folders;

  MovedFiles(Database database, Folders folders) {
    this.database = database;
    this.folders = folders;
  }

  /// Those that had this directory and stem where they were sent from, the last one first.
  public List<ObservedFile> from(HotFolder folder, String stem) {
    return database.read(session -> {
      var disks = new Disks(session);
      return session
          .list(
              "SELECT * FROM photo WHERE folder = ? AND stem = ? AND latest = 1 AND moved = 3"
                  + " ORDER BY id DESC",
              row -> Rows.file(row, folders, disks),
              folder.id(),
              Stems.numberOf(stem))
          .stream()
          .filter(file -> Grouping.key(file.ref().path()).equals(stem))
          .toList();
    });
  }

  /// Files of the same content on the same disk that were moved: those the server got as new ones,
  /// and those whose path ends alike, as when a folder they were moved into has another name by
  /// now. There is no looking for a content among all that was ever moved.
  public List<ObservedFile> alike(Movable photo) {
    if (photo.hash().isEmpty()) {
      return List.of();
    }
    byte[] sha = photo.hash().get().bytes();
    int folder = photo.file().ref().folder().id();
    return database.read(session -> {
      var disks = new Disks(session);
      var found =
          new LinkedHashSet<>(
              session.list(
                  "SELECT * FROM photo WHERE substr(sha256, 1, 8) = substr(?1, 1, 8)"
                      + " AND sha256 = ?1 AND state IN (1, 3, 4) AND folder = ?2"
                      + " AND moved = 3 ORDER BY id DESC LIMIT ?3",
                  row -> Rows.file(row, folders, disks),
                  sha,
                  folder,
                  ALIKE));
      for (String stem : endings(Grouping.key(photo.file().ref().path()))) {
        found.addAll(
            session.list(
                "SELECT * FROM photo WHERE folder = ? AND stem = ? AND moved = 3"
                    + " AND sha256 = ? ORDER BY id DESC LIMIT ?",
                row -> Rows.file(row, folders, disks),
                folder,
                Stems.numberOf(stem),
                sha,
                ALIKE));
      }
      found.removeIf(file -> !file.disk().equals(photo.file().disk()));
      return List.copyOf(found);
    });
  }

  /// `a/b/c`, `b/c` and `c`.
  private static List<String> endings(String stem) {
    var endings = new ArrayList<>(List.of(stem));
    for (int slash = stem.indexOf('/'); slash >= 0; slash = stem.indexOf('/', slash + 1)) {
      endings.add(stem.substring(slash + 1));
    }
    return endings;
  }

  /// The places with this directory and stem where any lie, or are about to.
  ///
  /// @param path of any such place
  public List<String> at(HotFolder folder, String path) {
    String key = Grouping.key(path);
    String stem = path.substring(0, Grouping.endOfStem(path));
    return database.read(session ->
        session
            .list(
                "SELECT moved_to FROM photo WHERE folder = ? AND moved_to IS NOT NULL"
                    + " AND moved_to >= ? AND moved_to < ?",
                row -> row.getString(1),
                folder.id(),
                stem + ".",
                stem + "/") // which follows the dot
            .stream()
            .filter(place -> Grouping.key(place).equals(key))
            .toList());
  }

  /// How many were moved where, of the folders of this run: by the name of the folder, which is
  /// empty for the trash.
  public Map<String, Long> counts() {
    return database.read(session -> {
      var counts = new TreeMap<String, Long>();
      session
          .list(
              "SELECT substr(moved_to, 1, instr(moved_to, '/') - 1) AS place, count(*) FROM photo"
                  + " WHERE moved_to IS NOT NULL AND moved = 3"
                  + " AND folder IN (SELECT id FROM folder WHERE active = 1) GROUP BY place",
              row -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
      return counts;
    });
  }
}
