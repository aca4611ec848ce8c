package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.shuttersend.database.Session;
import org.shuttersend.model.Disk;

/// The disks of the catalog by number, remembered for one transaction.
final class Disks {
  /// Of files of which it was not told.
  static final int UNKNOWN = 0;

  /// Of a disk the catalog has never seen.
  static final int NEW = -1;

  private final Session session;
  private final Map<Integer, Disk> byId = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  Disks(Session session) {
    this.session = session;
  }

  /// The number of a disk, which gets one if it has none.
  int id(Disk disk) throws SQLException {
    if (!disk.isKnown()) {
      return UNKNOWN;
    }
    int found = find(disk);
    if (found != NEW) {
      return found;
    }
    session.update("INSERT INTO disk (key, name) VALUES (?, ?)", disk.key(), disk.name());
    ids.remove(disk.key());
    return find(disk);
  }

  /// The number of a disk, or that it is new.
  int find(Disk disk) throws SQLException {
    if (!disk.isKnown()) {
      return UNKNOWN;
    }
    Integer known = ids.get(disk.key());
    if (known == null) {
      known =
          session
              .first("SELECT id FROM disk WHERE key = ?", row -> row.getInt(1), disk.key())
              .orElse(NEW);
      ids.put(disk.key(), known);
    }
    return known;
  }

  /// The disk in a row of `photo`.
  Disk of(ResultSet row) throws SQLException {
    int id = row.getInt("disk");
    if (id == UNKNOWN) {
      return Disk.UNKNOWN;
    }
    Disk known = byId.get(id);
    if (known == null) {
      known =
          session
              .first(
                  "SELECT key, name FROM disk WHERE id = ?",
                  found -> new Disk(found.getString(1), found.getString(2)),
                  id)
              .orElse(Disk.UNKNOWN);
      byId.put(id, known);
    }
    return known;
  }
}
