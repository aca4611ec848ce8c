package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.shuttersend.model.ServerQueue;

/// Slows down as the server's queue fills, so that it need never refuse: above half full the pause
/// between two uploads grows steeply, and is the same for everybody who reads the same queue. Where
/// many send, each finds the pause at which all of them together are as fast as the server works.
/// Not thread-safe.
final class QueuePace {
  private static final double FREE = 0.5;
  private static final double NEARLY_FULL = 0.95;
  private static final double LEAST_SECONDS = 0.01;
  private static final double MOST_SECONDS = 60;

  /// A reading that is older says nothing.
  private static final long FRESH = Duration.ofSeconds(30).toNanos();

  /// Senders that heard the same reading at the same moment go apart.
  private static final double SPREAD = 0.25;

  private final RandomGenerator random;
  private boolean heard;
  private double fill;
  private long heardAt;
  private long last;
  private boolean any;
  private double share = 1;

  QueuePace(RandomGenerator random) {
    this.random = random;
  }

  void heard(ServerQueue queue, long now) {
    heard = queue.capacity() > 0;
    fill = heard ? (double) queue.size() / queue.capacity() : 0;
    heardAt = now;
  }

  /// Hundredths, while it slows us down.
  int percent(long now) {
    return pause(now) > 0 ? (int) Math.round(fill * 100) : 0;
  }

  long nanosToNext(long now) {
    return any ? Math.max(0, last + (long) (pause(now) * share) - now) : 0;
  }

  void begun(long now) {
    last = now;
    any = true;
    share = 1 + SPREAD * (2 * random.nextDouble() - 1);
  }

  private long pause(long now) {
    if (!heard || fill <= FREE || now - heardAt > FRESH) {
      return 0;
    }
    double over = Math.min(1, (fill - FREE) / (NEARLY_FULL - FREE));
    double seconds = LEAST_SECONDS * Math.pow(MOST_SECONDS / LEAST_SECONDS, over);
    return (long) (seconds * Duration.ofSeconds(1).toNanos());
  }
}
