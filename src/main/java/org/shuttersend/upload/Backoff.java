package org.shuttersend.upload;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential back-off with full jitter: anything between nothing and the doubled time, so that
/// many senders that were cut off together do not come back together.
public final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private final Duration base;
  private final Duration cap;
  private final RandomGenerator random;

  public Backoff(Duration base, Duration cap, RandomGenerator random) {
    this.base = base;
    this.cap = cap;
    this.random = random;
  }

  /// @param attempt 0 for the first
  public synchronized Duration delay(int attempt) {
    long most = Math.min(cap.toMillis(), base.toMillis() << Math.clamp(attempt, 0, MOST_DOUBLINGS));
    return Duration.ofMillis(random.nextLong(most + 1));
  }
}
