package org.shuttersend.upload.governor;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason.Code;

/// What the user or the machine forbids. Not thread-safe.
final class Stops {
  private static final long SHORT = Duration.ofMillis(100).toNanos();

  /// In the order they are told.
  private final Map<Code, Pace.Hold> stops = new EnumMap<>(Code.class);

  /// @param cause another hold of the same cause takes its place
  void stop(Code cause, Pace.Hold hold) {
    stops.put(cause, hold);
  }

  void go(Code cause) {
    stops.remove(cause);
  }

  Optional<Pace.Hold> hold() {
    return stops.values().stream().findFirst();
  }

  /// Empty if nothing is forbidden.
  Optional<Permission> refusal(Moment now) {
    return hold().map(stop -> new Permission.Held(stop, left(stop, now)));
  }

  /// What ends by itself is taken back a moment after its time.
  private static long left(Pace.Hold stop, Moment now) {
    return stop.until().map(until -> Math.max(SHORT, now.nanosUntil(until))).orElse(Long.MAX_VALUE);
  }
}
