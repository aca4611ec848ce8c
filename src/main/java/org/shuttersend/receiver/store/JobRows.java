package org.shuttersend.receiver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuttersend.database.Session;
import org.shuttersend.model.JobState;
import org.shuttersend.wire.Event;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.Json;

/// The statements about jobs that more than one transaction uses.
final class JobRows {
  static final String WAITING = "state IN ('queued', 'retry')";

  static final String VIEW =
      """
      SELECT j.id, j.photo_id, p.sha256, j.state, j.attempt, j.ticket, j.error, j.created_at,
             j.updated_at, j.change
      FROM jobs j JOIN photos p ON p.id = j.photo_id
      """;

  private JobRows() {}

  static int waiting(Session session) throws SQLException {
    return (int) session.number("SELECT count(*) FROM jobs WHERE " + WAITING);
  }

  /// Adds a waiting job. The caller has looked whether there is room.
  ///
  /// @return its ticket
  static long enqueue(Session session, String id, String owner, String photoId, Instant now)
      throws SQLException {
    long at = now.toEpochMilli();
    long ticket =
        session.number(
            """
            INSERT INTO jobs (id, owner, photo_id, state, due_at, created_at, updated_at)
            VALUES (?, ?, ?, 'queued', ?, ?, ?) RETURNING ticket
            """,
            id,
            owner,
            photoId,
            at,
            at,
            at);
    changed(session, ticket, now);
    return ticket;
  }

  /// Writes the change down for the listeners and moves the job to the end of the owner's pages:
  /// one number for both, so that a cursor of either never skips a change.
  static void changed(Session session, long ticket, Instant now) throws SQLException {
    long seq =
        session.number(
            """
            INSERT INTO changes (owner, job_id, photo_id, sha256, state, attempt, ticket, error)
            SELECT j.owner, j.id, j.photo_id, p.sha256, j.state, j.attempt, j.ticket, j.error
            FROM jobs j JOIN photos p ON p.id = j.photo_id WHERE j.ticket = ? RETURNING seq
            """,
            ticket);
    session.update(
        "UPDATE jobs SET change = ?, updated_at = ? WHERE ticket = ?",
        seq,
        now.toEpochMilli(),
        ticket);
    session.announce();
  }

  static String word(JobState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static JobState state(String word) {
    return JobState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static JobView view(ResultSet row, OptionalInt position) throws SQLException {
    return new JobView(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        state(row.getString(4)),
        row.getInt(5),
        row.getLong(6),
        position,
        Optional.ofNullable(row.getString(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)));
  }

  static Change change(ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    String owner = row.getString(2);
    Optional<String> delivery = Optional.ofNullable(row.getString(10));
    return delivery.isPresent()
        ? new Change(seq, owner, Event.DELIVERY, delivery.get())
        : new Change(
            seq,
            owner,
            Event.JOB,
            Json.text(
                new Event.Job(
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    state(row.getString(6)),
                    row.getInt(7),
                    row.getLong(8),
                    Optional.ofNullable(row.getString(9)))));
  }
}
