package org.shuttersend.after;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shuttersend.model.Trouble;

/// When what could not be moved is tried again: soon, since a program may have had it open for a
/// moment, then every hour. Each photo has times of its own: one that is open for ever holds up no
/// other. Owned by the moving thread, but for whether all was tried.
final class Retries {
  /// A program that is to end by itself waits for these.
  static final List<Duration> SOON = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  /// All there is in the folder; no photo is called so.
  static final String ALL = "";

  private static final Duration LATER = Duration.ofHours(1);

  /// Those that come after so many wait together.
  private static final int MOST = 1000;

  private final List<Duration> soon;
  private final Map<String, Wait> waits = new ConcurrentHashMap<>();

  /// @param next steady nanoseconds
  /// @param set whether it waits; else it is being tried
  private record Wait(int tries, long next, boolean set, Optional<Trouble> why) {}

  Retries(List<Duration> soon) {
    this.soon = soon;
  }

  /// A photo waits, or all do; unless it does already, from now on.
  ///
  /// @param what its stem
  void need(String what, Optional<Trouble> why, long now) {
    String key = waits.containsKey(what) || waits.size() < MOST ? what : ALL;
    Wait before = waits.getOrDefault(key, new Wait(0, now, false, Optional.empty()));
    if (before.set) {
      waits.put(key, new Wait(before.tries, before.next, true, why.or(before::why)));
    } else {
      Duration pause = before.tries < soon.size() ? soon.get(before.tries) : LATER;
      waits.put(key, new Wait(before.tries, now + pause.toNanos(), true, why));
    }
  }

  boolean isDue(long now) {
    return waits.values().stream().anyMatch(wait -> isDue(wait, now));
  }

  private static boolean isDue(Wait wait, long now) {
    return wait.set && now - wait.next >= 0;
  }

  /// What is due is tried now.
  ///
  /// @return its stems
  Set<String> begin(long now) {
    var due = new HashSet<String>();
    waits.forEach((what, wait) -> {
      if (isDue(wait, now)) {
        due.add(what);
        waits.put(what, new Wait(wait.tries + 1, wait.next, false, wait.why));
      }
    });
    return due;
  }

  /// It waits no more.
  void done(String what) {
    waits.remove(what);
  }

  /// All was tried: what does not wait again never has to.
  void end() {
    waits.values().removeIf(wait -> !wait.set);
  }

  /// Nothing waits any more, or all is otherwise than before.
  void reset() {
    waits.clear();
  }

  /// Whether anything waits.
  boolean isAny() {
    return !waits.isEmpty();
  }

  /// Whether what waits was tried soon and often enough.
  boolean areAllSoonTried() {
    List<Wait> set = waits.values().stream().filter(Wait::set).toList();
    return !set.isEmpty() && set.stream().allMatch(wait -> wait.tries >= soon.size());
  }

  List<Trouble> troubles() {
    return waits.values().stream().flatMap(wait -> wait.why.stream()).toList();
  }
}
