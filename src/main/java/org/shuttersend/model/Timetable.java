package org.shuttersend.model;

import static org.shuttersend.model.TimetableSpan.MINUTES_A_DAY;
import static org.shuttersend.model.TimetableSpan.MINUTES_A_WEEK;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// When photos are sent, and how fast: a week of rules. Where two spans meet, the later in the list
/// decides; where there is none, photos go as fast as they can.
///
/// The clock on the wall decides, and nothing else. When it is set forward, the minutes that it
/// skips do not happen: a span that begins in them begins when it was set. When it is set back, the
/// minutes that it shows twice are ruled the same both times. A day that a zone skips altogether
/// does not happen either.
///
/// @param zone whose clock it is; empty for the system's own
/// @param spans at most [#MOST_SPANS]
public record Timetable(Optional<ZoneId> zone, List<TimetableSpan> spans) {
  public static final int MOST_SPANS = 100;

  /// As fast as it goes, always.
  public static final Timetable NONE = new Timetable(Optional.empty(), List.of());

  /// A rule that does not last changes within one week of one offset; more changes of the offset
  /// than this in a row, each within a week of the one before, there never were.
  private static final int MOST_TURNS = 50;

  public Timetable {
    spans = List.copyOf(spans);
    if (spans.size() > MOST_SPANS) {
      throw new IllegalArgumentException("more spans than " + MOST_SPANS + ": " + spans.size());
    }
  }

  /// What holds at one moment.
  ///
  /// @param until when another rule comes into force; empty if none ever does
  public record At(SendingRule rule, Optional<Instant> until) {}

  /// @param here the system's zone at this moment; not looked at if the timetable has its own
  public At at(Instant now, ZoneId here) {
    if (spans.isEmpty()) {
      return new At(SendingRule.FULL, Optional.empty());
    }
    ZoneRules zoneRules = zone.orElse(here).getRules();
    SendingRule rule = rule(minuteOfWeek(local(now, zoneRules)));
    return new At(rule, change(now, rule, zoneRules));
  }

  /// What holds at a time of day, as the clock on the wall shows it.
  public SendingRule rule(DayOfWeek day, LocalTime time) {
    return rule((day.getValue() - 1) * MINUTES_A_DAY + time.getHour() * 60 + time.getMinute());
  }

  private SendingRule rule(int minute) {
    return spans.reversed().stream()
        .filter(span -> span.covers(minute))
        .findFirst()
        .map(TimetableSpan::rule)
        .orElse(SendingRule.FULL);
  }

  /// From one change of the zone's offset to the next, since in between local time runs evenly.
  private Optional<Instant> change(Instant now, SendingRule rule, ZoneRules zoneRules) {
    TreeSet<Integer> others = changes(rule);
    if (others.isEmpty()) {
      return Optional.empty();
    }
    Instant from = now;
    for (int turns = 0; turns < MOST_TURNS; turns++) {
      Instant next = next(from, zoneRules.getOffset(from), others);
      Optional<Instant> turn =
          Optional.ofNullable(zoneRules.nextTransition(from)).map(ZoneOffsetTransition::getInstant);
      if (turn.isEmpty() || next.isBefore(turn.get())) {
        return Optional.of(next);
      }
      from = turn.get();
      if (!rule(minuteOfWeek(local(from, zoneRules))).equals(rule)) {
        return Optional.of(from);
      }
    }
    return Optional.of(from);
  }

  /// The minutes of the week at which a span begins or ends and another rule is in force then.
  private TreeSet<Integer> changes(SendingRule rule) {
    var changes = new TreeSet<Integer>();
    for (TimetableSpan span : spans) {
      for (DayOfWeek day : span.days()) {
        changes.addAll(List.of(span.begin(day), span.end(day)));
      }
    }
    changes.removeIf(minute -> rule(minute).equals(rule));
    return changes;
  }

  /// The first of these minutes after this moment, if the offset stays as it is.
  private static Instant next(Instant from, ZoneOffset offset, TreeSet<Integer> minutes) {
    LocalDateTime local = LocalDateTime.ofInstant(from, offset).truncatedTo(ChronoUnit.MINUTES);
    int now = minuteOfWeek(local);
    Integer later = minutes.higher(now);
    int wait = later == null ? minutes.first() + MINUTES_A_WEEK - now : later - now;
    return local.plusMinutes(wait).toInstant(offset);
  }

  private static LocalDateTime local(Instant now, ZoneRules zoneRules) {
    return LocalDateTime.ofInstant(now, zoneRules.getOffset(now));
  }

  private static int minuteOfWeek(LocalDateTime local) {
    return (local.getDayOfWeek().getValue() - 1) * MINUTES_A_DAY
        + local.getHour() * 60
        + local.getMinute();
  }
}
