package org.shuttersend.receiver.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.JobState;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.JobsPage;
import org.shuttersend.wire.QueueStats;

/// The durable queue: what waits, who works on what, what came of it. Every change is a row for the
/// listeners in the same transaction.
///
/// A worker's result counts only for the attempt it claimed, so that one who comes late (its lease
/// ran out) changes nothing.
public final class JobBook {
  private static final String CLAIM =
      """
      UPDATE jobs SET state = 'running', attempt = attempt + 1, leased_until = ?, error = NULL
      WHERE ticket = (
        SELECT ticket FROM jobs
        WHERE state IN ('queued', 'retry') AND due_at <= ?
          AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.photo_id = jobs.photo_id)
        ORDER BY ticket LIMIT 1)
      RETURNING ticket
      """;

  private static final String CLAIMED =
      """
      SELECT j.ticket, j.id, j.attempt, p.id, p.path, p.size, p.sha256
      FROM jobs j JOIN photos p ON p.id = j.photo_id WHERE j.ticket = ?
      """;

  private final Database database;
  private final Clock clock;
  private final Path into;
  private final int capacity;
  private final int workers;
  private final Signal changes;

  public JobBook(
      Database database, Clock clock, Path into, int capacity, int workers, Signal changes) {
    this.database = database;
    this.clock = clock;
    this.into = into;
    this.capacity = capacity;
    this.workers = workers;
    this.changes = changes;
  }

  /// Gives back what was being worked on when the program ended; a stop is not a failed try.
  ///
  /// @return how many jobs wait
  public int resume() {
    return database.write(session -> {
      giveBack(session, Long.MAX_VALUE);
      return JobRows.waiting(session);
    });
  }

  /// Gives back what nobody finished in time.
  public void giveBackExpired() {
    database.write(session -> giveBack(session, clock.millis()));
  }

  private int giveBack(Session session, long leasedBefore) throws SQLException {
    List<Long> tickets =
        session.list(
            "SELECT ticket FROM jobs WHERE state = 'running' AND leased_until < ? LIMIT 1000",
            row -> row.getLong(1),
            leasedBefore);
    for (long ticket : tickets) {
      session.update(
          "UPDATE jobs SET state = 'queued', attempt = attempt - 1 WHERE ticket = ?", ticket);
      JobRows.changed(session, ticket, clock.instant());
    }
    return tickets.size();
  }

  /// Takes the next job that is due and whose photo is in its place.
  public Optional<ClaimedJob> claim(Duration lease) {
    Instant now = clock.instant();
    Optional<ClaimedJob> claimed =
        database.write(session -> {
          Optional<Long> ticket =
              session.first(
                  CLAIM, row -> row.getLong(1), now.plus(lease).toEpochMilli(), now.toEpochMilli());
          if (ticket.isEmpty()) {
            return Optional.<ClaimedJob>empty();
          }
          JobRows.changed(session, ticket.get(), now);
          return session.first(
              CLAIMED,
              row ->
                  new ClaimedJob(
                      row.getLong(1),
                      row.getString(2),
                      row.getInt(3),
                      new StoredPhoto(
                          row.getString(4),
                          into.resolve(row.getString(5)),
                          row.getLong(6),
                          new ContentHash(row.getString(7)))),
              ticket.get());
        });
    claimed.ifPresent(job -> changes.raise());
    return claimed;
  }

  /// When the next retry is due; empty with none waiting.
  public Optional<Instant> nextRetry() {
    long due =
        database.read(session ->
            session.number(
                "SELECT min(due_at) FROM jobs WHERE state = 'retry' AND " + JobRows.WAITING));
    return due == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
  }

  public CompletableFuture<Void> done(ClaimedJob job) {
    return end(job, JobState.DONE, Optional.empty(), clock.instant());
  }

  public CompletableFuture<Void> failed(ClaimedJob job, String reason) {
    return end(job, JobState.FAILED, Optional.of(reason), clock.instant());
  }

  public CompletableFuture<Void> retry(ClaimedJob job, String reason, Instant due) {
    return end(job, JobState.RETRY, Optional.of(reason), due);
  }

  private CompletableFuture<Void> end(
      ClaimedJob job, JobState state, Optional<String> error, Instant due) {
    Instant now = clock.instant();
    return database
        .submit(session -> {
          int rows =
              session.update(
                  """
                  UPDATE jobs SET state = ?, error = ?, due_at = ?
                  WHERE ticket = ? AND state = 'running' AND attempt = ?
                  """,
                  JobRows.word(state),
                  error,
                  due.toEpochMilli(),
                  job.ticket(),
                  job.attempt());
          if (rows == 1) {
            JobRows.changed(session, job.ticket(), now);
            session.update(
                "UPDATE receiver SET processed = processed + ?, failed = failed + ?",
                state == JobState.DONE ? 1 : 0,
                state == JobState.FAILED ? 1 : 0);
          }
          return rows;
        })
        .thenAccept(rows -> changes.raise());
  }

  public QueueStats.Queue queue() {
    return database.read(session ->
        session
            .first(
                """
                SELECT
                  (SELECT coalesce(max(ticket), 0) FROM jobs),
                  r.processed,
                  r.failed,
                  (SELECT count(*) FROM jobs WHERE state IN ('queued', 'retry')),
                  (SELECT count(*) FROM jobs WHERE state = 'running'),
                  (SELECT coalesce(min(ticket), 0) FROM jobs WHERE state IN ('queued', 'retry'))
                FROM receiver r
                """,
                row ->
                    new QueueStats.Queue(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        capacity,
                        row.getInt(5),
                        workers,
                        row.getLong(6)))
            .orElseThrow());
  }

  /// Whether a new job would find no room now.
  public boolean isFull() {
    return database.read(JobRows::waiting) >= capacity;
  }

  /// One job with its place in the queue.
  public Optional<JobView> view(String owner, String jobId) {
    return database.read(session -> {
      Optional<JobView> job =
          session.first(
              JobRows.VIEW + "WHERE j.id = ? AND j.owner = ?",
              row -> JobRows.view(row, OptionalInt.empty()),
              jobId,
              owner);
      if (job.isEmpty()
          || (job.get().state() != JobState.QUEUED && job.get().state() != JobState.RETRY)) {
        return job;
      }
      long before =
          session.number(
              "SELECT count(*) FROM jobs WHERE " + JobRows.WAITING + " AND ticket <= ?",
              job.get().ticket());
      return session.first(
          JobRows.VIEW + "WHERE j.id = ? AND j.owner = ?",
          row -> JobRows.view(row, OptionalInt.of((int) before)),
          jobId,
          owner);
    });
  }

  /// The cursor behind every change there has been, for a sender that was not here before.
  public JobsPage now() {
    return database.read(
        session -> new JobsPage(List.of(), session.number("SELECT max(change) FROM jobs"), false));
  }

  /// The owner's jobs that changed after the cursor, the oldest change first.
  public JobsPage page(String owner, long after, int limit) {
    return database.read(session -> {
      long[] last = {after};
      List<JobView> jobs =
          session.list(
              JobRows.VIEW + "WHERE j.owner = ? AND j.change > ? ORDER BY j.change LIMIT ?",
              row -> {
                last[0] = row.getLong(10);
                return JobRows.view(row, OptionalInt.empty());
              },
              owner,
              after,
              limit);
      boolean more =
          jobs.size() == limit
              && session.number(
                      "SELECT EXISTS (SELECT 1 FROM jobs WHERE owner = ? AND change > ?)",
                      owner,
                      last[0])
                  == 1;
      return new JobsPage(jobs, last[0], more);
    });
  }
}
