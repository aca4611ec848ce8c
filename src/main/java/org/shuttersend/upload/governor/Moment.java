package org.shuttersend.upload.governor;

import java.time.Duration;
import java.time.Instant;

/// One moment on both clocks.
///
/// @param nanos the steady clock, which does not go on while the machine sleeps
/// @param wall the clock people read, which may jump
record Moment(long nanos, Instant wall) {
  long nanosUntil(Instant then) {
    Duration left = Duration.between(wall, then);
    return left.isNegative() ? 0 : left.compareTo(Duration.ofDays(1)) > 0 ? DAY : left.toNanos();
  }

  private static final long DAY = Duration.ofDays(1).toNanos();
}
