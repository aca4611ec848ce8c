package org.shuttersend.receiver.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.receiver.push.Notice.Stage;

/// The notices that wait to be told, durable, and the log of each try.
public final class NoticeBook {
  private static final int KEPT = 20_000;

  /// The first that is due of each hook.
  private static final String DUE =
      """
      SELECT seq, id, assignee, body, stage, attempt, due_at FROM notices
      WHERE seq IN (
        SELECT min(seq) FROM notices WHERE stage IN ('push', 'fallback') AND due_at <= ?
        GROUP BY CASE WHEN stage = 'fallback' THEN '' ELSE 'user:' || assignee END)
      ORDER BY seq LIMIT ?
      """;

  private final Database database;

  public NoticeBook(Database database) {
    this.database = database;
  }

  /// Within the transaction of what it tells.
  ///
  /// @param body JSON
  public static void add(Session session, String id, String assignee, String body, Instant now)
      throws SQLException {
    session.update(
        """
        INSERT INTO notices (id, assignee, body, stage, due_at, created_at)
        VALUES (?, ?, ?, 'push', ?, ?)
        """,
        id,
        assignee,
        body,
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  List<Notice> due(Instant now, int limit) {
    return database.read(
        session -> session.list(DUE, NoticeBook::notice, now.toEpochMilli(), limit));
  }

  /// When the next one is due, or was; empty with none waiting.
  Optional<Instant> nextDue() {
    return database.read(session ->
        session.first(
            """
            SELECT due_at FROM notices WHERE stage IN ('push', 'fallback')
            ORDER BY due_at LIMIT 1
            """,
            row -> Instant.ofEpochMilli(row.getLong(1))));
  }

  /// Takes it in hand until then, for one more try. Should nobody live to say what came of it, it
  /// is due again: a notice may be heard twice, never not at all.
  ///
  /// @return false if another has it
  boolean claim(Notice notice, Instant until) {
    return database.write(session ->
        session.update(
                """
                UPDATE notices SET attempt = attempt + 1, due_at = ?
                WHERE seq = ? AND due_at = ? AND attempt = ? AND stage = ?
                """,
                until.toEpochMilli(),
                notice.seq(),
                notice.dueAt().toEpochMilli(),
                notice.attempts(),
                word(notice.stage()))
            == 1);
  }

  /// Writes down what came of a claimed try, and what is next.
  ///
  /// @param due when, if it waits on
  void end(Notice notice, Attempt attempt, Instant now, Stage next, Instant due) {
    database.write(session -> {
      session.update(
          """
          INSERT INTO push_log
            (notice_id, assignee, stage, attempt, target, outcome, status, reason, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          notice.id(),
          notice.assignee(),
          word(notice.stage()),
          notice.attempts() + 1,
          attempt.target(),
          attempt.end() == Attempt.End.SENT ? "sent" : "failed",
          attempt.status().isPresent()
              ? Optional.of(attempt.status().getAsInt())
              : Optional.empty(),
          attempt.reason(),
          now.toEpochMilli());
      session.update(
          """
          UPDATE notices SET stage = ?, attempt = ?, due_at = ?
          WHERE seq = ? AND stage = ? AND attempt = ?
          """,
          word(next),
          next == notice.stage() ? notice.attempts() + 1 : 0,
          due.toEpochMilli(),
          notice.seq(),
          word(notice.stage()),
          notice.attempts() + 1);
      return prune(session);
    });
  }

  private static int prune(Session session) throws SQLException {
    session.update("DELETE FROM push_log WHERE seq <= (SELECT max(seq) FROM push_log) - ?", KEPT);
    return session.update(
        """
        DELETE FROM notices
        WHERE seq <= (SELECT max(seq) FROM notices) - ? AND stage IN ('sent', 'failed')
        """,
        KEPT);
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Stage.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }

  private static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
