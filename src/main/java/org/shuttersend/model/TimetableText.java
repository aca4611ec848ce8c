package org.shuttersend.model;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shuttersend.model.TimetableProblem.Kind;

/// A timetable as people write it: `mon-fri 08:00-18:00 2M; sat 00:00-24:00 pause`. A rule is days
/// (none for every day), times, and `full`, `pause` or a rate as [RateText] reads it; rules are
/// parted by semicolons or lines. `zone Europe/Paris` as one of them names whose clock it is.
public final class TimetableText {
  private static final int LONGEST = 20_000;
  static final int SHORTEST_DAY = 3;
  static final String ZONE = "zone";
  static final String FULL = "full";
  static final String PAUSE = "pause";
  private static final Pattern PARTS = Pattern.compile("[;\n\r]");

  private TimetableText() {}

  /// Of an empty text, [Timetable#NONE].
  public static Timetable read(String text) throws TimetableException {
    if (text.length() > LONGEST) {
      throw new TimetableException(new TimetableProblem(Kind.TOO_LONG, 0, "", ""));
    }
    Optional<ZoneId> zone = Optional.empty();
    var spans = new ArrayList<TimetableSpan>();
    int number = 0;
    for (String part : PARTS.split(text, -1)) {
      if (part.isBlank()) {
        continue;
      }
      number++;
      var rule = new WrittenRule(number, part.strip());
      if (!rule.isZone()) {
        spans.add(rule.span());
      } else if (zone.isEmpty()) {
        zone = Optional.of(rule.zone());
      } else {
        throw rule.wrong(Kind.TWO_ZONES, part.strip());
      }
      if (spans.size() > Timetable.MOST_SPANS) {
        throw new TimetableException(new TimetableProblem(Kind.TOO_MANY, 0, "", ""));
      }
    }
    return new Timetable(zone, spans);
  }

  /// What [#read] takes back to an equal timetable.
  public static String write(Timetable timetable) {
    var parts = new ArrayList<String>();
    timetable.zone().ifPresent(zone -> parts.add(ZONE + " " + zone.getId()));
    timetable.spans().forEach(span -> parts.add(write(span)));
    return String.join("; ", parts);
  }

  private static String write(TimetableSpan span) {
    String rule =
        switch (span.rule()) {
          case SendingRule.Full _ -> FULL;
          case SendingRule.Paused _ -> PAUSE;
          case SendingRule.Limited(long bytesPerSecond) -> RateText.write(bytesPerSecond);
        };
    return days(span.days()) + time(span.from()) + "-" + time(span.to()) + " " + rule;
  }

  private static String time(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  /// Days that follow one another are told by the first and the last.
  private static String days(Set<DayOfWeek> days) {
    if (days.size() == DayOfWeek.values().length) {
      return "";
    }
    var runs = new ArrayList<List<DayOfWeek>>();
    for (DayOfWeek day : EnumSet.copyOf(days)) {
      boolean follows = !runs.isEmpty() && runs.getLast().getLast().plus(1) == day;
      if (!follows) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(day);
    }
    return runs.stream().map(TimetableText::run).collect(Collectors.joining(",")) + " ";
  }

  private static String run(List<DayOfWeek> run) {
    return run.size() == 1
        ? name(run.getFirst())
        : name(run.getFirst()) + "-" + name(run.getLast());
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, SHORTEST_DAY).toLowerCase(Locale.ROOT);
  }
}
