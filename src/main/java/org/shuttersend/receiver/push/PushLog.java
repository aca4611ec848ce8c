package org.shuttersend.receiver.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.shuttersend.database.Database;
import org.shuttersend.wire.Hook;

/// The log of tries as users ask for it.
public final class PushLog {
  private final Database database;

  public PushLog(Database database) {
    this.database = database;
  }

  /// The tries to tell this user something, the latest first.
  ///
  /// @param before the cursor of the page before
  public Hook.Log page(String user, long before, int limit) {
    return database.read(session -> {
      long[] last = {0};
      List<Hook.Entry> page =
          session.list(
              """
              SELECT notice_id, stage, attempt, target, outcome, status, reason, at, seq
              FROM push_log WHERE assignee = ? AND seq < ? ORDER BY seq DESC LIMIT ?
              """,
              row -> {
                last[0] = row.getLong(9);
                return entry(row);
              },
              user,
              before,
              limit);
      return new Hook.Log(
          page, page.size() == limit ? OptionalLong.of(last[0]) : OptionalLong.empty());
    });
  }

  private static Hook.Entry entry(ResultSet row) throws SQLException {
    return new Hook.Entry(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6) == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(6)),
        Optional.ofNullable(row.getString(7)),
        Instant.ofEpochMilli(row.getLong(8)));
  }
}
