package org.shuttersend.receiver.queue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.ClaimedJob;
import org.shuttersend.receiver.store.Leases;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background workers: claim a job, run its steps, write down what came of it. What is worked
/// on when the program ends is given back at the next start.
public final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final int TRIES = 3;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
  private static final int GROWTH = 5;

  /// Of a receiver that has its database for itself: its start takes back what it had.
  public static final Duration LEASE = Duration.ofHours(1);

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(3);

  private final Leases leases;
  private final List<Step> steps;
  private final Clock clock;
  private final Signal work;
  private final Duration lease;
  private final LeaseKeeper keeper;
  private final List<KeptThread> threads = new ArrayList<>();
  private volatile boolean closing;

  /// @param count how many jobs at once
  /// @param work raised when a job may be claimed
  public Workers(Leases leases, List<Step> steps, Clock clock, int count, Signal work) {
    this(leases, steps, clock, count, work, LEASE);
  }

  /// @param lease after which others take a job that was not heard of
  public Workers(
      Leases leases, List<Step> steps, Clock clock, int count, Signal work, Duration lease) {
    this.lease = lease;
    this.keeper = new LeaseKeeper(leases, clock, lease);
    this.leases = leases;
    this.steps = List.copyOf(steps);
    this.clock = clock;
    this.work = work;
    for (int i = 1; i <= count; i++) {
      threads.add(KeptThread.vital(Thread.ofPlatform().name("photo-worker-" + i), this::run));
    }
  }

  public void start() {
    log.info("Photo queue initialized with {} pending jobs", leases.resume());
    keeper.start();
    threads.forEach(KeptThread::start);
  }

  private void run() throws InterruptedException {
    while (!closing) {
      try {
        Optional<ClaimedJob> job = leases.claim(lease);
        if (job.isPresent()) {
          try (var _ = keeper.keep(job.get())) {
            process(job.get());
          }
        } else {
          work.await(untilNextRetry());
        }
      } catch (DatabaseException e) {
        log.warn("The queue has to wait for its database: {}", e.getMessage());
        work.await(AFTER_TROUBLE);
      }
    }
  }

  /// A retry's delay is told by the clock; waking early costs one query.
  private Duration untilNextRetry() {
    return leases
        .nextRetry()
        .map(due -> Duration.between(clock.instant(), due))
        .map(wait -> wait.isPositive() ? wait : Duration.ofMillis(20))
        .filter(wait -> wait.compareTo(IDLE) < 0)
        .orElse(IDLE);
  }

  /// Does not wait until the outcome is written: the next claim, committed together with it, does.
  private void process(ClaimedJob job) {
    CompletableFuture<Void> written;
    try {
      for (Step step : steps) {
        step.run(job.photo());
      }
      written = leases.done(job);
    } catch (Step.Refused | IOException | RuntimeException e) {
      if (closing && !(e instanceof Step.Refused)) {
        return;
      }
      written = notDone(job, e);
    } catch (Error e) {
      // This photo may be the cause: it must not come again and again, nor wait for its lease.
      listen(job, tryAgain(job, e));
      throw e;
    }
    listen(job, written);
  }

  private static void listen(ClaimedJob job, CompletableFuture<Void> written) {
    var _ =
        written.whenComplete((ok, e) -> {
          if (e != null) {
            log.warn("What came of {} is not written down: {}", job.jobId(), e.getMessage());
          }
        });
  }

  private CompletableFuture<Void> notDone(ClaimedJob job, Exception e) {
    if (leases.hasMoved(job)) {
      log.info("Photo {} was moved aside by a newer one and is taken up there", job.photo().file());
      return leases.giveBack(job);
    }
    if (e instanceof Step.Refused) {
      log.warn("Photo {} failed for good: {}", job.photo().file(), e.getMessage());
      return leases.failed(job, String.valueOf(e.getMessage()));
    }
    return tryAgain(job, e);
  }

  private CompletableFuture<Void> tryAgain(ClaimedJob job, Throwable e) {
    String reason = "The receiver could not read the stored file: " + e.getMessage();
    if (job.attempt() >= TRIES) {
      log.error("Photo {} failed after {} tries", job.photo().file(), job.attempt(), e);
      return leases.failed(job, reason);
    }
    Instant due =
        clock.instant().plus(FIRST_DELAY.multipliedBy((long) Math.pow(GROWTH, job.attempt() - 1)));
    log.warn("Photo {} is tried again at {}: {}", job.photo().file(), due, e.getMessage());
    return leases.retry(job, reason, due);
  }

  /// Lets running jobs finish, bounded in time.
  @Override
  public void close() {
    closing = true;
    threads.forEach(KeptThread::letEnd);
    threads.forEach(thread -> work.raise());
    long deadline = System.nanoTime() + LINGER.toNanos();
    for (KeptThread thread : threads) {
      if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
        thread.stop();
      }
    }
    keeper.close();
  }
}
