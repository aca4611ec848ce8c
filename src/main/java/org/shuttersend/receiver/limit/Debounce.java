package org.shuttersend.receiver.limit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The same change twice within a moment is a finger that slipped, or a program that does not wait
/// for its answer: the second is not done. One that carries the key of the first is the same
/// request sent again, and is answered again.
///
/// Bounded in memory: it remembers the latest changes only.
public final class Debounce {
  private static final int REMEMBERED = 4096;

  private final long pause;
  private final LongSupplier nanos;

  /// In the order they were done. Guarded by this.
  private final Map<String, Done> done = new LinkedHashMap<>();

  /// @param nanos a steady clock
  public Debounce(Limits limits, LongSupplier nanos) {
    this.pause = limits.debounce().toNanos();
    this.nanos = nanos;
  }

  private record Done(long at, Optional<String> key) {}

  /// Whether it would be the same thing again; if not, it is remembered as done.
  ///
  /// @param change all that makes it what it is: who, what, with which content
  /// @param key the request's `Idempotency-Key`
  public synchronized boolean isTooSoon(String change, Optional<String> key) {
    if (pause == 0) {
      return false;
    }
    long now = nanos.getAsLong();
    forget(now);
    Done before = done.get(change);
    if (before != null) {
      return key.isEmpty() || !key.equals(before.key);
    }
    done.put(change, new Done(now, key));
    return false;
  }

  private void forget(long now) {
    Iterator<Done> oldest = done.values().iterator();
    while (oldest.hasNext()) {
      if (now - oldest.next().at < pause && done.size() < REMEMBERED) {
        return;
      }
      oldest.remove();
    }
  }

  synchronized int remembered() {
    return done.size();
  }
}
