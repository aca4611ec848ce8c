package org.shuttersend.receiver.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.JobState;

/// The durable queue as its workers see it: who works on what, and what came of it. Every change is
/// a row for the listeners in the same transaction.
///
/// Each claim has a lease of its own number, and a worker's result counts only under the lease it
/// claimed: one who comes late changes nothing. The number also bounds how often a job is taken up
/// at all, whatever ends the program in its midst.
public final class Leases {
  /// A job that changed at a time to come was written by a clock that ran ahead: it waits for
  /// nothing.
  private static final String NEXT =
      """
      SELECT ticket FROM jobs
      WHERE state IN ('queued', 'retry') AND (due_at <= ? OR updated_at > ?)
        AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.photo_id = jobs.photo_id)
      ORDER BY ticket LIMIT 1
      """;

  private static final String CLAIM =
      """
      UPDATE jobs SET state = 'running', attempt = attempt + 1, lease = lease + 1,
        leased_until = ?, node = ?, error = NULL
      WHERE ticket = (%s)
      RETURNING ticket
      """
          .formatted(NEXT);

  private static final String CLAIMED =
      """
      SELECT j.ticket, j.id, j.attempt, j.lease, p.id, p.path, p.size, p.sha256
      FROM jobs j JOIN photos p ON p.id = j.photo_id WHERE j.ticket = ?
      """;

  private static final String NOBODY = "";
  private static final String MINE = "state = 'running' AND lease = ?";

  private static final int MAX_LEASES = 10;
  private static final String NEVER_FINISHED =
      "The receiver began to work on this photo %d times and never finished".formatted(MAX_LEASES);

  private final Database database;
  private final Clock clock;
  private final Path into;
  private final Signal changes;
  private final String node;

  /// @param node this receiver among those that share the database
  public Leases(Database database, Clock clock, Path into, Signal changes, String node) {
    this.database = database;
    this.clock = clock;
    this.into = into;
    this.changes = changes;
    this.node = node;
  }

  /// Gives back what was being worked on here when the program ended; a stop is not a failed try.
  /// What others work on is theirs, as long as they do.
  ///
  /// @return how many jobs wait
  public int resume() {
    return database.write(session -> {
      giveBack(session, database.isShared() ? clock.millis() : Long.MAX_VALUE, node);
      return JobRows.waiting(session);
    });
  }

  /// Gives back what nobody finished in time, nor asked for more of it.
  public void giveBackExpired() {
    long now = clock.millis();
    boolean any =
        database.read(session ->
            session.number(
                "SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'running' AND leased_until < ?)",
                now))
            == 1;
    if (any) {
      database.write(session -> giveBack(session, now, NOBODY));
      changes.raise();
    }
  }

  /// Asks for more time for what is still being worked on.
  public void renew(Collection<ClaimedJob> jobs, Duration lease) {
    long until = clock.instant().plus(lease).toEpochMilli();
    database.write(session -> {
      int rows = 0;
      for (ClaimedJob job : jobs) {
        String sql = "UPDATE jobs SET leased_until = ? WHERE ticket = ? AND " + MINE;
        rows += session.update(sql, until, job.ticket(), job.lease());
      }
      return rows;
    });
  }

  private int giveBack(Session session, long leasedBefore, String worker) throws SQLException {
    List<Long> tickets =
        session.list(
            """
            SELECT ticket FROM jobs WHERE state = 'running' AND (leased_until < ? OR node = ?)
            LIMIT 1000
            """,
            row -> row.getLong(1),
            leasedBefore,
            worker);
    for (long ticket : tickets) {
      giveBackOne(session, ticket);
    }
    return tickets.size();
  }

  /// What ended its processing may have been the photo itself: it gets no more than so many leases.
  /// It was due when it was claimed, and is due now, also by a clock that was set back since.
  private void giveBackOne(Session session, long ticket) throws SQLException {
    int spent =
        session.update(
            "UPDATE jobs SET state = 'failed', error = ? WHERE ticket = ? AND lease >= ?",
            NEVER_FINISHED,
            ticket,
            MAX_LEASES);
    if (spent == 0) {
      session.update(
          "UPDATE jobs SET state = 'queued', attempt = attempt - 1, due_at = ? WHERE ticket = ?",
          clock.millis(),
          ticket);
    }
    session.update("UPDATE receiver SET failed = failed + ?", spent);
    JobRows.changed(session, ticket, clock.instant());
  }

  /// Takes the next job that is due and whose photo is in its place.
  public Optional<ClaimedJob> claim(Duration lease) {
    Instant now = clock.instant();
    if (database.isShared() && !isAnyDue(now)) {
      return Optional.empty(); // all receivers look at once, and writers follow each other
    }
    Optional<ClaimedJob> claimed =
        database.write(session -> {
          Optional<Long> ticket =
              session.first(
                  CLAIM,
                  row -> row.getLong(1),
                  now.plus(lease).toEpochMilli(),
                  node,
                  now.toEpochMilli(),
                  now.toEpochMilli());
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
                      row.getInt(4),
                      new StoredPhoto(
                          row.getString(5),
                          into.resolve(row.getString(6)),
                          row.getLong(7),
                          new ContentHash(row.getString(8)))),
              ticket.get());
        });
    claimed.ifPresent(job -> changes.raise());
    return claimed;
  }

  private boolean isAnyDue(Instant now) {
    long at = now.toEpochMilli();
    return database.read(session -> session.first(NEXT, row -> row.getLong(1), at, at)).isPresent();
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

  /// Whether the photo has another place than when it was claimed: a newer version of its path sent
  /// it aside, and what lies in the old place says nothing about it. Its row changes before its
  /// file moves.
  public boolean hasMoved(ClaimedJob job) {
    return database
        .read(session ->
            session.first(
                "SELECT path FROM photos WHERE id = ?",
                row -> into.resolve(row.getString(1)),
                job.photo().photoId()))
        .filter(job.photo().file()::equals)
        .isEmpty();
  }

  /// Lets somebody claim it anew, as it is now; no try is spent.
  public CompletableFuture<Void> giveBack(ClaimedJob job) {
    return database
        .submit(session -> {
          boolean mine =
              session.number(
                      "SELECT EXISTS (SELECT 1 FROM jobs WHERE ticket = ? AND " + MINE + ")",
                      job.ticket(),
                      job.lease())
                  == 1;
          if (mine) {
            giveBackOne(session, job.ticket());
          }
          return mine;
        })
        .thenAccept(mine -> changes.raise());
  }

  private CompletableFuture<Void> end(
      ClaimedJob job, JobState state, Optional<String> error, Instant due) {
    Instant now = clock.instant();
    return database
        .submit(session -> {
          int rows =
              session.update(
                  "UPDATE jobs SET state = ?, error = ?, due_at = ? WHERE ticket = ? AND " + MINE,
                  JobRows.word(state),
                  error,
                  due.toEpochMilli(),
                  job.ticket(),
                  job.lease());
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
}
