package org.shuttersend.receiver.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts what each user asks for, or each address.
///
/// Bounded in memory: it remembers the windows that were used last, each at most as long as its
/// limit. Who is forgotten for it begins anew.
public final class Limiter {
  private static final int REMEMBERED = 4096;
  private static final double SECOND = 1e9;

  private final Limits limits;
  private final LongSupplier nanos;
  private final int most;

  /// The least lately used first. Guarded by this.
  private final Map<Key, Window> windows = new LinkedHashMap<>(64, 0.75f, true);

  /// @param nanos a steady clock
  public Limiter(Limits limits, LongSupplier nanos) {
    this(limits, nanos, REMEMBERED);
  }

  Limiter(Limits limits, LongSupplier nanos, int most) {
    this.limits = limits;
    this.nanos = nanos;
    this.most = most;
  }

  private record Key(Kind kind, String who) {}

  /// What came of asking.
  ///
  /// @param remaining how many more are allowed now
  /// @param seconds until more are, rounded up, at least 1
  public record Verdict(boolean allowed, Limit limit, int remaining, long seconds) {
    /// Whether there is any limit to tell of.
    public boolean isLimited() {
      return !limit.isNone();
    }
  }

  /// Counts one request, if it is allowed.
  public synchronized Verdict take(Kind kind, String who) {
    Limit limit = limits.of(kind);
    if (limit.isNone()) {
      return new Verdict(true, limit, 0, 1);
    }
    Window window = windows.computeIfAbsent(new Key(kind, who), _ -> new Window(limit));
    if (windows.size() > most) {
      windows.remove(windows.keySet().iterator().next());
    }
    long now = nanos.getAsLong();
    boolean allowed = window.take(now) == 0;
    long seconds = (long) Math.ceil(window.untilNext(now) / SECOND);
    return new Verdict(allowed, limit, window.remaining(), Math.max(1, seconds));
  }

  synchronized int remembered() {
    return windows.size();
  }
}
