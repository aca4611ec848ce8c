package org.shuttersend.receiver.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.ClaimedJob;
import org.shuttersend.receiver.store.Leases;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for more time for the jobs that are worked on here, so that a lease may be short: what a
/// receiver had that died is soon taken up by others. Not for ever: a job nobody gets done is
/// somebody else's at last.
final class LeaseKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final int TIMES_A_LEASE = 4;

  private final Leases leases;
  private final Clock clock;
  private final Duration lease;
  private final Map<ClaimedJob, Instant> underWay = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread;

  LeaseKeeper(Leases leases, Clock clock, Duration lease) {
    this.leases = leases;
    this.clock = clock;
    this.lease = lease;
    this.thread = KeptThread.vital(Thread.ofPlatform().name("photo-leases"), this::run);
  }

  void start() {
    if (lease.compareTo(LONGEST) < 0) {
      thread.start();
    }
  }

  /// Keeps the job's lease until what is returned is closed.
  Kept keep(ClaimedJob job) {
    underWay.put(job, clock.instant());
    return () -> underWay.remove(job);
  }

  private void run() throws InterruptedException {
    long pause = lease.dividedBy(TIMES_A_LEASE).toMillis();
    while (!end.await(pause, TimeUnit.MILLISECONDS)) {
      renew();
    }
  }

  void renew() {
    Instant longAgo = clock.instant().minus(LONGEST);
    List<ClaimedJob> jobs =
        underWay.entrySet().stream()
            .filter(entry -> entry.getValue().isAfter(longAgo))
            .map(Map.Entry::getKey)
            .toList();
    try {
      if (!jobs.isEmpty()) {
        leases.renew(jobs, lease);
      }
    } catch (DatabaseException e) {
      log.warn("The leases of {} jobs could not be renewed: {}", jobs.size(), e.getMessage());
    }
  }

  @Override
  public void close() {
    end.countDown();
    thread.letEnd();
    boolean _ = thread.join(LINGER);
  }

  /// The job is done, or given up.
  @FunctionalInterface
  interface Kept extends AutoCloseable {
    @Override
    void close();
  }
}
