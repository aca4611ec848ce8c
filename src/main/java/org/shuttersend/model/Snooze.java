package org.shuttersend.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// For how long a user may pause sending.
public enum Snooze {
  HALF_AN_HOUR,
  UNTIL_TOMORROW,
  UNTIL_RESUMED;

  private static final Duration HALF = Duration.ofMinutes(30);

  /// A night's work is over, and the next day's has not begun.
  private static final LocalTime MORNING = LocalTime.of(6, 0);

  /// @param zone of the user's clock
  /// @return when it ends; empty if only the user ends it
  public Optional<Instant> until(Instant now, ZoneId zone) {
    return switch (this) {
      case HALF_AN_HOUR -> Optional.of(now.plus(HALF));
      case UNTIL_TOMORROW -> Optional.of(nextMorning(now, zone));
      case UNTIL_RESUMED -> Optional.empty();
    };
  }

  private static Instant nextMorning(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant morning = ZonedDateTime.of(today, MORNING, zone).toInstant();
    return morning.isAfter(now)
        ? morning
        : ZonedDateTime.of(today.plusDays(1), MORNING, zone).toInstant();
  }
}
