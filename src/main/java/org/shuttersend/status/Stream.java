package org.shuttersend.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.JobSource;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.ServerQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to a server's events on a thread of its own, again and again, and puts them into the
/// inbox.
final class Stream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Stream.class);
  private static final Duration LEAST_WAIT = Duration.ofMillis(500);
  private static final int LONGEST_DOUBLING = 5;

  private final BlockingQueue<News> inbox;
  private final RandomGenerator random;

  private volatile Optional<JobSource> wanted = Optional.empty();

  /// Guarded by this.
  private Optional<Thread> listener = Optional.empty();

  Stream(BlockingQueue<News> inbox, RandomGenerator random) {
    this.inbox = inbox;
    this.random = random;
  }

  /// From now on this one is listened to, and no other.
  synchronized void follow(JobSource from) {
    close();
    wanted = Optional.of(from);
    listener = Optional.of(Thread.ofVirtual().name("status-stream").start(() -> listen(from)));
  }

  private void listen(JobSource from) {
    int failures = 0;
    try {
      while (wanted.equals(Optional.of(from))) {
        try {
          Duration retry = from.follow(new Ears());
          failures = 0;
          inbox.offer(new News.Lost());
          Thread.sleep(jittered(retry));
        } catch (DeliveryException | RuntimeException e) {
          log.debug("The event stream broke: {}", e.getMessage());
          inbox.offer(new News.Lost());
          failures = Math.min(failures + 1, LONGEST_DOUBLING);
          Thread.sleep(jittered(LEAST_WAIT.multipliedBy(1L << failures)));
        }
      }
    } catch (InterruptedException e) {
      log.debug("This server is not listened to any more");
    }
  }

  /// Between half and one and a half of it: listeners that were cut off together come back apart.
  private Duration jittered(Duration wait) {
    long millis = Math.max(1, wait.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis));
  }

  private final class Ears implements JobSource.Listener {
    @Override
    public void connected() {
      put(new News.Connected());
    }

    @Override
    public void job(JobChange change) {
      put(new News.Job(change));
    }

    @Override
    public void queue(ServerQueue reading) {
      put(new News.Queue(reading));
    }

    @Override
    public void reset() {
      put(new News.Missed());
    }

    /// A full inbox means we are too slow: the next poll brings it all.
    private void put(News news) {
      if (!inbox.offer(news)) {
        inbox.clear();
        inbox.offer(new News.Missed());
      }
    }
  }

  @Override
  public synchronized void close() {
    wanted = Optional.empty();
    listener.ifPresent(Thread::interrupt);
  }
}
