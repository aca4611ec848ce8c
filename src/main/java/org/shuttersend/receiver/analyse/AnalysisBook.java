package org.shuttersend.receiver.analyse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.Database;
import org.shuttersend.wire.AnalysisView;
import org.shuttersend.wire.Json;

/// The durable list of analyses: pending, done, failed. Bounded: where too many wait, a further one
/// is noted as failed.
public final class AnalysisBook {
  private static final int MOST_PENDING = 10_000;

  /// What was changed at a time to come was written by a clock that ran ahead: it waits for
  /// nothing.
  private static final String CLAIM =
      """
      UPDATE analyses SET attempt = attempt + 1, due_at = ?, updated_at = ?
      WHERE state = 'pending' AND (due_at <= ? OR updated_at > ?) AND photo_id = (
        SELECT a.photo_id FROM analyses a
          JOIN photos p ON p.id = a.photo_id JOIN jobs j ON j.id = p.job_id
        WHERE a.state = 'pending' AND (a.due_at <= ? OR a.updated_at > ?) AND j.state = 'done'
        ORDER BY a.due_at LIMIT 1)
      RETURNING photo_id, attempt, delays
      """;

  private final Database database;
  private final Clock clock;

  public AnalysisBook(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A photo to be analysed now.
  ///
  /// @param path `owner/folder/path`
  /// @param attempt 1 on the first try
  /// @param delays how often it had to wait because the analyser had too much
  record Claimed(String photoId, String path, String sha256, long size, int attempt, int delays) {}

  /// Adds the photo, unless it is there. Written with the next commit.
  CompletableFuture<Integer> add(String photoId) {
    long now = clock.millis();
    return database.submit(session -> {
      boolean room =
          session.number("SELECT count(*) FROM analyses WHERE state = 'pending'") < MOST_PENDING;
      return session.update(
          """
          INSERT INTO analyses (photo_id, state, due_at, error, updated_at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (photo_id) DO NOTHING
          """,
          photoId,
          room ? "pending" : "failed",
          now,
          room ? Optional.empty() : Optional.of("Too many photos wait for the analyser"),
          now);
    });
  }

  /// Takes the photo that waits the longest, for as long as the lease. Only photos whose job is
  /// done.
  Optional<Claimed> claim(Duration lease) {
    Instant now = clock.instant();
    long at = now.toEpochMilli();
    long until = now.plus(lease).toEpochMilli();
    return database.write(session -> {
      Optional<Ticket> ticket = session.first(CLAIM, Ticket::of, until, at, at, at, at, at);
      if (ticket.isEmpty()) {
        return Optional.<Claimed>empty();
      }
      Ticket taken = ticket.get();
      return session.first(
          "SELECT path, sha256, size FROM photos WHERE id = ?",
          row ->
              new Claimed(
                  taken.photoId,
                  row.getString(1),
                  row.getString(2),
                  row.getLong(3),
                  taken.attempt,
                  taken.delays),
          taken.photoId);
    });
  }

  private record Ticket(String photoId, int attempt, int delays) {
    static Ticket of(ResultSet row) throws SQLException {
      return new Ticket(row.getString(1), row.getInt(2), row.getInt(3));
    }
  }

  boolean hasPending() {
    return database.read(session ->
        session
            .first("SELECT 1 FROM analyses WHERE state = 'pending' LIMIT 1", row -> true)
            .isPresent());
  }

  void done(Claimed claimed, String answer) {
    end(claimed, "done", Optional.of(answer), Optional.empty());
  }

  void failed(Claimed claimed, String reason) {
    end(claimed, "failed", Optional.empty(), Optional.of(reason));
  }

  private void end(Claimed claimed, String state, Optional<String> answer, Optional<String> error) {
    long now = clock.millis();
    database.write(session ->
        session.update(
            """
            UPDATE analyses SET state = ?, answer = ?, error = ?, updated_at = ?
            WHERE photo_id = ? AND state = 'pending'
            """,
            state,
            answer,
            error,
            now,
            claimed.photoId()));
  }

  /// @param spent whether the try counts
  void later(Claimed claimed, String reason, Instant due, boolean spent) {
    long now = clock.millis();
    database.write(session ->
        session.update(
            """
            UPDATE analyses SET attempt = attempt - ?, delays = delays + ?, due_at = ?, error = ?,
              updated_at = ?
            WHERE photo_id = ? AND state = 'pending'
            """,
            spent ? 0 : 1,
            spent ? 0 : 1,
            due.toEpochMilli(),
            reason,
            now,
            claimed.photoId()));
  }

  /// @param owner empty for those who may see every photo
  public Optional<AnalysisView> view(Optional<String> owner, String photoId) {
    return database.read(session ->
        session.first(
            """
            SELECT a.photo_id, a.state, a.answer, a.error, a.updated_at
            FROM analyses a JOIN photos p ON p.id = a.photo_id
            WHERE p.id = ? AND p.owner = coalesce(?, p.owner)
            """,
            row ->
                new AnalysisView(
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3))
                        .map(json -> Json.read(json, Object.class)),
                    Optional.ofNullable(row.getString(4)),
                    Instant.ofEpochMilli(row.getLong(5))),
            photoId,
            owner));
  }
}
