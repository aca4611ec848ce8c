package org.shuttersend.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The thread all of this program's writing is done on. A platform thread: native calls would pin a
/// virtual one.
final class Writer implements AutoCloseable {
  private static final int QUEUE = 4096;
  private static final int BATCH = 512;
  private static final Duration LINGER = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closing;

  private final AtomicLong revision = new AtomicLong();

  /// @param name of the thread
  Writer(Transactions transactions, String name) {
    this.transactions = transactions;
    this.thread = Thread.ofPlatform().name(name).start(this::run);
  }

  <T> CompletableFuture<T> submit(Database.Work<T> work, Duration patience) {
    var job = new Job<>(work);
    if (closing) {
      job.fail(new DatabaseException("the database is closed", null));
      return job.future;
    }
    try {
      if (!queue.offer(job, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        job.fail(new DatabaseException("the write queue is full for " + patience, null));
      }
      if (closing && !thread.isAlive()) {
        // Closed between the question and the handing in: nobody comes for it any more.
        failLate();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.fail(new DatabaseException("interrupted while handing in work", e));
    }
    return job.future;
  }

  long revision() {
    return revision.get();
  }

  Health health() {
    return transactions.health();
  }

  private void run() {
    var batch = new ArrayList<Job<?>>(BATCH);
    while (true) {
      try {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        commitTogether(batch);
        batch.clear();
        if (closing && queue.isEmpty()) {
          return;
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  private void commitTogether(List<Job<?>> batch) {
    try {
      Session session = transactions.begin();
      boolean undoneAlone = transactions.beginsWithMore() && batch.size() > 1;
      for (Job<?> job : batch) {
        job.run(session, undoneAlone || job != batch.getFirst());
      }
      transactions.commit();
      revision.incrementAndGet();
    } catch (SQLException | RuntimeException | Error e) {
      transactions.failed(e, batch.size());
      batch.forEach(job -> job.fail(e));
      return;
    }
    transactions.stored(batch.stream().flatMap(job -> job.failure.stream()).toList());
    batch.forEach(Job::announce);
  }

  @Override
  public void close() {
    closing = true;
    // Wakes a thread that waits; one whose queue is full is awake.
    queue.offer(new Job<>(_ -> true));
    try {
      thread.join(LINGER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failLate();
    if (!thread.isAlive()) {
      transactions.close();
    }
  }

  private void failLate() {
    Job<?> late;
    while ((late = queue.poll()) != null) {
      late.fail(new DatabaseException("the database was closed", null));
    }
  }

  /// One piece of work: run within the shared transaction, announced after the commit.
  private static final class Job<T> {
    private final Database.Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private Runnable announcement = () -> {};
    private Optional<Throwable> failure = Optional.empty();

    Job(Database.Work<T> work) {
      this.work = work;
    }

    /// @param behindOthers whether the transaction holds work that must not be undone with this;
    ///   where there is none, no copy is kept of every page this changes, which takes longer than
    ///   the changes
    /// @throws SQLException if the transaction as a whole cannot go on
    void run(Session session, boolean behindOthers) throws SQLException {
      Connection connection = session.connection();
      Optional<Savepoint> savepoint =
          behindOthers ? Optional.of(connection.setSavepoint()) : Optional.empty();
      try {
        T result = work.in(session);
        announcement = () -> future.complete(result);
        if (savepoint.isPresent()) {
          connection.releaseSavepoint(savepoint.get());
        }
      } catch (SQLException | RuntimeException | Error e) {
        announcement = () -> fail(e);
        failure = Optional.of(e);
        try {
          if (savepoint.isPresent()) {
            connection.rollback(savepoint.get());
          } else {
            connection.rollback();
          }
        } catch (SQLException lost) {
          e.addSuppressed(lost);
          throw e; // on a full disk all is rolled back already: this is why
        }
      }
    }

    void announce() {
      announcement.run();
    }

    void fail(Throwable cause) {
      future.completeExceptionally(cause);
    }
  }
}
