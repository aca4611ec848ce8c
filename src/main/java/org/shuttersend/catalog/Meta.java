package org.shuttersend.catalog;

import java.sql.SQLException;
import java.util.Optional;
import org.shuttersend.database.Session;

/// Single facts about the catalog itself.
final class Meta {
  private Meta() {}

  static Optional<String> get(Session session, String key) throws SQLException {
    return session.first("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key);
  }

  static void put(Session session, String key, String value) throws SQLException {
    session.update(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
            + " ON CONFLICT DO UPDATE SET value = excluded.value",
        key,
        value);
  }

  /// Counts one more.
  ///
  /// @return how many that are
  static long count(Session session, String key) throws SQLException {
    long count = get(session, key).map(Long::valueOf).orElse(0L) + 1;
    put(session, key, Long.toString(count));
    return count;
  }

  static void remove(Session session, String key) throws SQLException {
    session.update("DELETE FROM meta WHERE key = ?", key);
  }
}
