package org.shuttersend.catalog;

import java.util.List;
import java.util.Map;
import org.shuttersend.database.Database;
import org.shuttersend.model.Grouping;

/// Gives rows from before there were groups their stem, a thousand in a transaction: what makes a
/// stem is code, which a migration cannot ask.
final class Stems {
  private static final int BATCH = 1000;

  private Stems() {}

  /// Costs one look into an index for each folder where nothing is to be done.
  static void complete(Database database, Iterable<Integer> folders) {
    for (int folder : folders) {
      List<Map.Entry<Long, String>> rows = without(database, folder);
      while (!rows.isEmpty()) {
        List<Map.Entry<Long, String>> some = rows;
        database.write(session -> {
          for (var row : some) {
            session.update(
                "UPDATE photo SET stem = ? WHERE id = ?",
                Grouping.key(row.getValue()),
                row.getKey());
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
