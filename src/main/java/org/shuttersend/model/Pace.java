package org.shuttersend.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How fast photos go and why not faster.
///
/// @param sending uploads under way
/// @param permitted uploads that may be under way now: what is found to be fast, and polite
/// @param maximum uploads the user allows at once
/// @param hold what everything waits for, if anything
/// @param limits what is in force though photos go: why there are so many at once, and no faster
public record Pace(
    int sending,
    int permitted,
    int maximum,
    double bytesPerSecond,
    Optional<Hold> hold,
    List<Reason> limits) {

  public Pace {
    limits = List.copyOf(limits);
  }

  /// Nothing goes.
  public static Pace none(int maximum, Optional<Hold> hold) {
    return new Pace(0, maximum, maximum, 0, hold, List.of());
  }

  public Pace with(Optional<Hold> other) {
    return new Pace(sending, permitted, maximum, bytesPerSecond, other, limits);
  }

  /// @param until empty when it ends by somebody's action, not by time
  public record Hold(Reason reason, Optional<Instant> until) {}
}
