package org.shuttersend.after;

import java.time.Duration;
import java.util.List;

/// When what could not be moved is tried again: soon, since a program may have had it open for a
/// moment, then every hour. Owned by the moving thread, but for whether all was tried.
final class Retries {
  /// A program that is to end by itself waits for these.
  static final List<Duration> SOON = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private static final Duration LATER = Duration.ofHours(1);

  private final List<Duration> soon;
  private volatile int tries;
  private long next;
  private boolean set;

  Retries(List<Duration> soon) {
    this.soon = soon;
  }

  /// Something waits; unless it does already, from now on.
  void need(long now) {
    if (!set) {
      set = true;
      next = now + (tries < soon.size() ? soon.get(tries) : LATER).toNanos();
    }
  }

  boolean isDue(long now) {
    return set && now - next >= 0;
  }

  /// It is tried now.
  void begin() {
    set = false;
    int before = tries;
    tries = before + 1;
  }

  /// Nothing waits any more, or all is otherwise than before.
  void reset() {
    set = false;
    tries = 0;
  }

  /// Whether what waits was tried soon and often enough.
  boolean areAllSoonTried() {
    return tries >= soon.size();
  }
}
