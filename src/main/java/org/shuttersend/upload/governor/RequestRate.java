package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.OptionalDouble;

/// At most so many requests a second, evenly spread: one that is a little late makes the next one
/// no later, but no second ever has more than the limit and one. Not thread-safe.
final class RequestRate {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  /// Two that go out apart may arrive close together: a little less than the limit leaves room for
  /// one that is late.
  private static final double ROOM = 1.05;

  private OptionalDouble perSecond = OptionalDouble.empty();
  private long last;
  private boolean any;

  /// When the last one was due, which may be before it was sent.
  private long due;

  /// Longer than this nobody waits without being told why: when none is left, that is said.
  private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

  /// Spread over the time the server told, until then.
  private long quotaInterval;

  private long quotaEnd;

  void limit(OptionalDouble most) {
    perSecond = most;
  }

  OptionalDouble limit() {
    return perSecond;
  }

  /// The server takes so many more within this time.
  ///
  /// @param remaining at least 1
  void quota(long remaining, Duration reset, long now) {
    quotaInterval = Math.min(LONGEST_PAUSE, reset.toNanos() / remaining);
    quotaEnd = now + reset.toNanos();
  }

  long nanosToNext(long now) {
    if (!any) {
      return 0;
    }
    long wait = Math.max(0, due + interval() - now);
    return now - quotaEnd < 0 ? Math.max(wait, last + quotaInterval - now) : wait;
  }

  void requested(long now) {
    long interval = interval();
    due = any ? Math.max(due + interval, now - interval / 2) : now;
    last = now;
    any = true;
  }

  private long interval() {
    return perSecond.isPresent() ? (long) (SECOND * ROOM / perSecond.getAsDouble()) : 0;
  }
}
