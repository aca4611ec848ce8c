package org.shuttersend.receiver.limit;

import java.util.Arrays;

/// The moments of the last requests of one kind, as many as the limit allows: exact, so that no
/// window of its length, wherever it begins, ever holds more, and the time to wait can be told to
/// the second. An estimate from two counters would take less room, but refuse too early after an
/// uneven minute, and could only guess when to come back.
///
/// Not thread-safe.
final class Window {
  private static final int FIRST = 8;

  private final int most;
  private final long nanos;

  /// A ring, which grows up to `most`.
  private long[] moments = new long[0];

  private int first;
  private int size;

  Window(Limit limit) {
    this.most = limit.most();
    this.nanos = limit.window().toNanos();
  }

  /// Counts one more, if it is allowed.
  ///
  /// @return 0, or the nanoseconds until one more is
  long take(long now) {
    while (size > 0 && now - moments[first] >= nanos) {
      first = (first + 1) % moments.length;
      size--;
    }
    if (size >= most) {
      return untilNext(now);
    }
    if (size == moments.length) {
      grow();
    }
    moments[(first + size) % moments.length] = now;
    size++;
    return 0;
  }

  /// How many more are allowed now.
  int remaining() {
    return most - size;
  }

  /// Until the oldest is not counted any more.
  long untilNext(long now) {
    return size == 0 ? 0 : moments[first] + nanos - now;
  }

  private void grow() {
    long[] larger = new long[Math.min(most, Math.max(FIRST, moments.length * 2))];
    int end = Math.min(size, moments.length - first);
    System.arraycopy(moments, first, larger, 0, end);
    System.arraycopy(moments, 0, larger, end, size - end);
    Arrays.fill(larger, size, larger.length, 0);
    moments = larger;
    first = 0;
  }
}
