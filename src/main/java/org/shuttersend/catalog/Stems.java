package org.shuttersend.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.shuttersend.database.Database;
import org.shuttersend.model.Grouping;

/// The directory and stem of a photo as a number: a fifth of the room, in the row and in its index.
/// Two stems may have the same number, so what is found by one is compared again. Photos of one
/// directory have numbers close to each other, for the index's sake.
final class Stems {
  private static final int BATCH = 1000;

  private Stems() {}

  static long number(String path) {
    return numberOf(Grouping.key(path));
  }

  /// @param key directory and stem, as [Grouping#key] has them
  static long numberOf(String key) {
    int name = key.lastIndexOf('/') + 1;
    return (crc(key.substring(0, name)) << Integer.SIZE) | crc(key.substring(name));
  }

  private static long crc(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  /// Gives rows from before there were such numbers theirs, a thousand in a transaction: what makes
  /// a stem is code, which a migration cannot ask. Costs one look into an index for each folder
  /// where nothing is to be done.
  static void complete(Database database, Iterable<Integer> folders) {
    for (int folder : folders) {
      List<Map.Entry<Long, String>> rows = without(database, folder);
      while (!rows.isEmpty()) {
        List<Map.Entry<Long, String>> some = rows;
        database.write(session -> {
          for (var row : some) {
            session.update(
                "UPDATE photo SET stem = ? WHERE id = ?", number(row.getValue()), row.getKey());
          }
          return some.size();
        });
        rows = without(database, folder);
      }
    }
  }

  private static List<Map.Entry<Long, String>> without(Database database, int folder) {
    return database.read(session ->
        session.list(
            "SELECT id, path FROM photo WHERE folder = ? AND stem IS NULL LIMIT ?",
            row -> Map.entry(row.getLong(1), row.getString(2)),
            folder,
            BATCH));
  }
}
