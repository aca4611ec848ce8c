package org.shuttersend.watch;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The real time, and a wall's clock that tells what was last read of it: the two never disagree,
/// however long a thread stands still between reading one and reading the other.
final class OneTime extends Clock {
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final Instant start = Instant.parse("2026-11-22T10:00:00Z");
  private final long startNanos = nanos.get();

  LongSupplier steady() {
    return () -> nanos.updateAndGet(_ -> System.nanoTime());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.get() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is in UTC");
  }
}
