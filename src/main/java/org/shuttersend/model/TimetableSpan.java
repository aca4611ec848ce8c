package org.shuttersend.model;

import java.time.DayOfWeek;
import java.util.Set;

/// One rule of a week: on these days, from one minute of the day to another, as a clock on the wall
/// shows them. One that ends before it begins goes on into the next day.
///
/// @param days on which it begins
/// @param from the first minute of the day, 0 to 1439
/// @param to the minute of the day it ends before, 1 to 1440; another than `from`
public record TimetableSpan(Set<DayOfWeek> days, int from, int to, SendingRule rule) {
  static final int MINUTES_A_DAY = 24 * 60;
  static final int MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

  public TimetableSpan {
    days = Set.copyOf(days);
    boolean minutes = from >= 0 && from < MINUTES_A_DAY && to > 0 && to <= MINUTES_A_DAY;
    if (days.isEmpty() || !minutes || from == to) {
      throw new IllegalArgumentException("no span of a week: " + days + " " + from + "-" + to);
    }
  }

  /// @param minute of the week, 0 to 10079; a week begins on Monday
  boolean covers(int minute) {
    DayOfWeek day = DayOfWeek.of(minute / MINUTES_A_DAY + 1);
    int ofDay = minute % MINUTES_A_DAY;
    if (from < to) {
      return days.contains(day) && from <= ofDay && ofDay < to;
    }
    return (days.contains(day) && from <= ofDay) || (days.contains(day.minus(1)) && ofDay < to);
  }

  /// The minute of the week it begins at, if it does on this day.
  int begin(DayOfWeek day) {
    return (day.getValue() - 1) * MINUTES_A_DAY + from;
  }

  /// The minute of the week it ends before, if it begins on this day.
  int end(DayOfWeek day) {
    int length = to - from + (from < to ? 0 : MINUTES_A_DAY);
    return (begin(day) + length) % MINUTES_A_WEEK;
  }
}
