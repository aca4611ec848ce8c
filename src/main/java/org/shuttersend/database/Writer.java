package org.shuttersend.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that owns the write connection. A platform thread: native calls would pin a virtual
/// one.
final class Writer implements AutoCloseable {
  private static final int QUEUE = 4096;
  private static final int BATCH = 512;
  private static final Duration LINGER = Duration.ofSeconds(30);

  private final Session session;
  private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Logger log;
  private final Health health;
  private final Thread thread;
  private volatile boolean closing;

  private final AtomicLong revision = new AtomicLong();

  /// @param name of the thread, and of the log's lines
  Writer(Session session, Path file, String name) {
    this.session = session;
    this.log = LoggerFactory.getLogger(Database.class.getName() + "." + name);
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    this.health = new Health(file.toString(), log, () -> Room.isThere(folder), System::nanoTime);
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
    return health;
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
    Connection connection = session.connection();
    try {
      for (Job<?> job : batch) {
        job.run(session, connection, job != batch.getFirst());
      }
      connection.commit();
      revision.incrementAndGet();
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection);
      health.failed(e, batch.size());
      shrink(connection);
      batch.forEach(job -> job.fail(e));
      return;
    }
    Optional<Throwable> byTheDisk = batch.stream().flatMap(Job::failedByTheDisk).findFirst();
    byTheDisk.ifPresent(cause -> health.failed(cause, 1));
    if (byTheDisk.isPresent() || health.succeeded()) {
      shrink(connection);
    }
    batch.forEach(Job::announce);
  }

  /// What grew beside the file while its disk was full goes into the file and is given back. A
  /// reader keeps that from being done, which is not waited for.
  private void shrink(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 100");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      log.debug("The write-ahead log was not shortened: {}", e.getMessage());
      begin(connection); // this too ends the transaction where there is no room
    }
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + Database.BUSY_MILLIS);
    } catch (SQLException e) {
      log.debug("The patience with others was not set: {}", e.getMessage());
    }
  }

  /// A full disk makes SQLite roll back by itself; without a new beginning every later commit would
  /// fail for want of a transaction, long after there is room again.
  private void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("There was nothing left to roll back: {}", e.getMessage());
      begin(connection);
    }
  }

  private void begin(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN");
    } catch (SQLException e) {
      // Where the disk is the reason, it says so at the next commit.
      log.debug("No transaction could be begun: {}", e.getMessage());
    }
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
      Outcome.closeQuietly(session);
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
    void run(Session session, Connection connection, boolean behindOthers) throws SQLException {
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

    /// It failed alone, and the disk is why.
    Stream<Throwable> failedByTheDisk() {
      return failure.stream().filter(e -> DatabaseException.fault(e).isOfTheDisk());
    }

    void announce() {
      announcement.run();
    }

    void fail(Throwable cause) {
      future.completeExceptionally(cause);
    }
  }
}
