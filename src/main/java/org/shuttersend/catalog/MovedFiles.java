package org.shuttersend.catalog;

import java.util.List;
import org.shuttersend.database.Database;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Where files lie that were moved after they were sent, as far as the catalog knows: somebody may
/// have taken them away since. Any thread.
public final class MovedFiles {
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
}
