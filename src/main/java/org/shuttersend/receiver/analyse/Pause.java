package org.shuttersend.receiver.analyse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Until when the analyser is left alone, by all who ask it. Each trouble in a row doubles the
/// wait, what the analyser itself says goes before that; both bounded. Any thread.
final class Pause {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 6;

  private final Clock clock;

  /// Guarded by this.
  private Instant until = Instant.EPOCH;

  /// Guarded by this.
  private int troubles;

  Pause(Clock clock) {
    this.clock = clock;
  }

  /// @param asked what the analyser asked for
  /// @return until when to wait
  synchronized Instant trouble(Optional<Duration> asked) {
    Instant now = clock.instant();
    // Many fail together where one does: they are one trouble.
    if (!until.isAfter(now)) {
      troubles++;
    }
    Duration own = FIRST.multipliedBy(1L << Math.clamp(troubles - 1, 0, DOUBLINGS));
    Duration wait =
        asked
            .map(time -> bounded(time, FIRST, LONGEST_ASKED))
            .orElseGet(() -> bounded(own, FIRST, LONGEST));
    Instant end = now.plus(wait);
    until = end.isAfter(until) ? end : until;
    return until;
  }

  synchronized void well() {
    troubles = 0;
  }

  /// How long still; zero or less if not at all. A clock that was set back makes no wait longer.
  synchronized Duration left() {
    Duration left = Duration.between(clock.instant(), until);
    return left.compareTo(LONGEST_ASKED) > 0 ? Duration.ZERO : left;
  }

  private static Duration bounded(Duration time, Duration least, Duration most) {
    return time.compareTo(least) < 0 ? least : time.compareTo(most) > 0 ? most : time;
  }
}
