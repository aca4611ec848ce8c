package org.shuttersend.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// The user paused sending.
///
/// @param since when they did
/// @param until when it ends by itself, after `since`; empty if only the user ends it
public record Pause(Instant since, Optional<Instant> until) {

  public Pause {
    if (until.filter(end -> !end.isAfter(since)).isPresent()) {
      throw new IllegalArgumentException("a pause that ends before it begins: " + until);
    }
  }

  /// @param zone of the user's clock
  public static Pause of(Snooze snooze, Instant now, ZoneId zone) {
    return new Pause(now, snooze.until(now, zone));
  }

  /// What is left of it; empty once it is over. Where the clock was set back meanwhile, it lasts as
  /// long as was asked for, and not until a year in which the clock was wrong.
  public Optional<Pause> at(Instant now) {
    if (until.isEmpty()) {
      return Optional.of(this);
    }
    Instant end = until.get();
    if (now.isBefore(since)) {
      return Optional.of(new Pause(now, Optional.of(now.plus(Duration.between(since, end)))));
    }
    return Optional.of(this).filter(_ -> now.isBefore(end));
  }

  /// As everything waits for it.
  public Pace.Hold hold() {
    var code = until.isPresent() ? Reason.Code.SNOOZED : Reason.Code.PAUSED;
    return new Pace.Hold(Reason.of(code), until);
  }
}
