package org.shuttersend.ui.settings;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Timetable;
import org.shuttersend.model.TimetableSpan;

/// A timetable as a week of cells with one rate for all that are limited. Where it has minutes, or
/// several rates, the cells are no more than a picture of it.
///
/// @param rate of the limited cells, bytes a second; the lowest where there are several
/// @param exact whether the cells and the rate say all of it
record PaintedTimetable(Week week, OptionalLong rate, boolean exact) {
  private static final int MINUTES = 60;

  static PaintedTimetable of(Timetable timetable) {
    var hours = new ArrayList<Hour>();
    var rates = new TreeSet<Long>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < Week.HOURS; hour++) {
        hours.add(
            switch (timetable.rule(day, LocalTime.of(hour, 0))) {
              case SendingRule.Full _ -> Hour.FULL;
              case SendingRule.Paused _ -> Hour.PAUSED;
              case SendingRule.Limited(long rate) -> {
                rates.add(rate);
                yield Hour.LIMITED;
              }
            });
      }
    }
    boolean whole =
        timetable.spans().stream()
            .allMatch(span -> span.from() % MINUTES == 0 && span.to() % MINUTES == 0);
    return new PaintedTimetable(
        new Week(hours),
        rates.isEmpty() ? OptionalLong.empty() : OptionalLong.of(rates.first()),
        whole && rates.size() <= 1);
  }

  /// Spans that follow one another on the same days are one. There are 48 at most, two for an hour,
  /// which is less than a timetable takes.
  ///
  /// @param rate of the limited hours
  static Timetable timetable(Week week, SendingRule rate, Optional<ZoneId> zone) {
    var spans = new ArrayList<TimetableSpan>();
    add(week, Hour.LIMITED, rate, spans);
    add(week, Hour.PAUSED, SendingRule.PAUSED, spans);
    return new Timetable(zone, spans);
  }

  private static void add(Week week, Hour hour, SendingRule rule, List<TimetableSpan> spans) {
    int from = 0;
    Set<DayOfWeek> days = Set.of();
    for (int at = 0; at <= Week.HOURS; at++) {
      Set<DayOfWeek> next = at == Week.HOURS ? Set.of() : days(week, at, hour);
      if (next.equals(days)) {
        continue;
      }
      if (!days.isEmpty()) {
        spans.add(new TimetableSpan(days, from * MINUTES, at * MINUTES, rule));
      }
      from = at;
      days = next;
    }
  }

  private static Set<DayOfWeek> days(Week week, int at, Hour hour) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (week.at(day, at) == hour) {
        days.add(day);
      }
    }
    return days;
  }
}
