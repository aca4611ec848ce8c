package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.OptionalLong;

/// At most so many bytes a second, in small even pieces. What was sent is owed time; a change of
/// the limit changes how soon it is paid. Not thread-safe.
final class ByteRate {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  /// After silence so much of the budget may go at once.
  private static final long BURST = Duration.ofMillis(100).toNanos();

  private static final int PIECES_A_SECOND = 20;
  private static final int LEAST_PIECE = 128;

  private OptionalLong perSecond = OptionalLong.empty();

  /// When all that was sent is paid for.
  private long paid;

  void limit(OptionalLong most, long now) {
    if (most.equals(perSecond)) {
      return;
    }
    if (perSecond.isPresent() && most.isPresent()) {
      double owed = Math.max(0, paid - now);
      paid = now + (long) (owed * perSecond.getAsLong() / most.getAsLong());
    } else {
      paid = now;
    }
    perSecond = most;
  }

  OptionalLong limit() {
    return perSecond;
  }

  /// How many of these bytes may go in one piece: what a twentieth of a second pays for.
  int piece(int most) {
    if (perSecond.isEmpty()) {
      return most;
    }
    long fair = Math.max(LEAST_PIECE, perSecond.getAsLong() / PIECES_A_SECOND);
    return (int) Math.min(most, fair);
  }

  long nanosToNext(long now) {
    return perSecond.isEmpty() ? 0 : Math.max(0, paid - BURST - now);
  }

  void sent(int bytes, long now) {
    if (perSecond.isPresent()) {
      paid = Math.max(paid, now) + (long) (bytes * SECOND / perSecond.getAsLong());
    }
  }
}
