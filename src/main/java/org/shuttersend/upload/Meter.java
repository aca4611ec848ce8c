package org.shuttersend.upload;

import java.time.Clock;

/// Bytes per second over the last few seconds. Any thread.
final class Meter {
  private static final int SECONDS = 4;

  private final Clock clock;

  // Guarded by this: bytes of each of the last seconds, by second modulo the length.
  private final long[] bytes = new long[SECONDS + 1];
  private long newest;

  Meter(Clock clock) {
    this.clock = clock;
    this.newest = clock.instant().getEpochSecond();
  }

  synchronized void add(long count) {
    roll();
    bytes[slot(newest)] += count;
  }

  synchronized double bytesPerSecond() {
    roll();
    double fraction = Math.floorMod(clock.millis(), 1000L) / 1000.0;
    double sum = 0;
    for (int back = 0; back < SECONDS; back++) {
      sum += bytes[slot(newest - back)];
    }
    // The oldest second leaves the window as the newest fills: no steps.
    sum += bytes[slot(newest - SECONDS)] * (1 - fraction);
    return sum / SECONDS;
  }

  private void roll() {
    long now = clock.instant().getEpochSecond();
    for (long second = Math.max(newest + 1, now - SECONDS); second <= now; second++) {
      bytes[slot(second)] = 0;
    }
    newest = Math.max(newest, now);
  }

  private int slot(long second) {
    return Math.floorMod(second, bytes.length);
  }
}
