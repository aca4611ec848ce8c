package org.shuttersend.settle;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// Starts at the wall clock's time and then only runs: it does not follow when that one is set, and
/// stands still while the machine sleeps. Quiet time has to be time in which a writer could write.
public final class SteadyClock extends Clock {
  private final Clock wall;
  private final Instant start;
  private final long startNanos;

  private SteadyClock(Clock wall) {
    this.wall = wall;
    this.start = wall.instant();
    this.startNanos = System.nanoTime();
  }

  /// Begins now.
  public static SteadyClock start() {
    return new SteadyClock(Clock.systemUTC());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(wall.withZone(zone));
  }
}
