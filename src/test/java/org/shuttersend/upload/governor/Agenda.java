package org.shuttersend.upload.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// Virtual time: what is due happens at once, in order. Used by one thread.
final class Agenda {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long now;
  private long order;

  private record Entry(long at, long order, Runnable work) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  Moment now() {
    return new Moment(now, START.plusNanos(now));
  }

  double seconds() {
    return now / 1e9;
  }

  void in(double seconds, Runnable work) {
    inNanos((long) (seconds * 1e9), work);
  }

  void inNanos(long nanos, Runnable work) {
    entries.add(new Entry(now + Math.max(0, nanos), order++, work));
  }

  void run(Duration until) {
    while (!entries.isEmpty() && entries.peek().at <= until.toNanos()) {
      Entry next = entries.remove();
      now = next.at;
      next.work.run();
    }
    now = until.toNanos();
  }
}
