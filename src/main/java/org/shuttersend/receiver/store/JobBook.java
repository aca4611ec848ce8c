package org.shuttersend.receiver.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuttersend.database.Database;
import org.shuttersend.model.JobState;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.JobsPage;
import org.shuttersend.wire.QueueStats;

/// The durable queue as it is asked about: how long it is, and what became of each job.
public final class JobBook {
  private final Database database;
  private final int capacity;
  private final int workers;

  /// @param capacity jobs that may wait
  /// @param workers jobs worked on at once
  public JobBook(Database database, int capacity, int workers) {
    this.database = database;
    this.capacity = capacity;
    this.workers = workers;
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
