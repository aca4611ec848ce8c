package org.shuttersend.thread;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How work that broke off is begun again.
///
/// @param first pause before that; each break that follows soon doubles it
/// @param longest such pause
/// @param most how often in a row; the next break is the last
/// @param calm work that lasted so long had begun well: a break after it is a first one
/// @param nanos the steady clock
public record Restarts(
    Duration first, Duration longest, int most, Duration calm, LongSupplier nanos) {
  private static final int MOST_DOUBLINGS = 20;

  /// Pauses of 1 to 32 s, a minute in all: long enough for memory that ran out for a moment, short
  /// enough that nobody takes a program for watching that does not.
  public static final Restarts USUAL =
      new Restarts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(32),
          6,
          Duration.ofMinutes(5),
          System::nanoTime);

  /// @param breaks in a row before this one
  Duration pause(int breaks) {
    Duration pause = first.multipliedBy(1L << Math.min(breaks, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
