package org.shuttersend.model;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuttersend.model.TimetableProblem.Kind;

/// One rule as it was written.
record WrittenRule(int number, String text) {
  /// People leave blanks around these, and word processors make long dashes.
  private static final Pattern JOINTS = Pattern.compile("\\s*([-,])\\s*");

  private static final Pattern DASHES = Pattern.compile("[\u2010-\u2014]");
  private static final Pattern WORDS = Pattern.compile("\\s+");
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");

  boolean isZone() {
    return words().getFirst().equalsIgnoreCase(TimetableText.ZONE);
  }

  private List<String> words() {
    return List.of(WORDS.split(text, -1));
  }

  ZoneId zone() throws TimetableException {
    List<String> words = words();
    if (words.size() != 2) {
      throw wrong(Kind.NO_RULE, text);
    }
    try {
      return ZoneId.of(words.getLast());
    } catch (DateTimeException e) {
      throw wrong(Kind.UNKNOWN_ZONE, words.getLast());
    }
  }

  TimetableSpan span() throws TimetableException {
    String dashed = DASHES.matcher(text).replaceAll("-");
    String joined = JOINTS.matcher(dashed).replaceAll("$1");
    List<String> words = List.of(WORDS.split(joined, -1));
    if (words.size() < 2 || words.size() > 3) {
      throw wrong(Kind.NO_RULE, text);
    }
    boolean daily = words.size() == 2;
    Set<DayOfWeek> days = daily ? EnumSet.allOf(DayOfWeek.class) : days(words.getFirst());
    String times = words.get(words.size() - 2);
    String[] ends = times.split("-", -1);
    if (ends.length != 2) {
      throw wrong(Kind.NO_TIMES, times);
    }
    int from = minute(ends[0]);
    if (from == TimetableSpan.MINUTES_A_DAY) {
      throw wrong(Kind.NO_SUCH_TIME, ends[0]); // the next day's, or this one's: nobody knows
    }
    int to = minute(ends[1]) == 0 ? TimetableSpan.MINUTES_A_DAY : minute(ends[1]);
    if (from == to) {
      throw wrong(Kind.NO_LENGTH, times);
    }
    return new TimetableSpan(days, from, to, rule(words.getLast()));
  }

  private Set<DayOfWeek> days(String word) throws TimetableException {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (String range : word.split(",", -1)) {
      String[] ends = range.split("-", -1);
      if (ends.length > 2) {
        throw wrong(Kind.UNKNOWN_DAY, range);
      }
      DayOfWeek last = day(ends[ends.length - 1]);
      DayOfWeek day = day(ends[0]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private DayOfWeek day(String word) throws TimetableException {
    return Arrays.stream(DayOfWeek.values())
        .filter(day ->
            word.length() >= TimetableText.SHORTEST_DAY
                && day.name().startsWith(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong(Kind.UNKNOWN_DAY, word));
  }

  private int minute(String word) throws TimetableException {
    Matcher matcher = TIME.matcher(word);
    if (!matcher.matches()) {
      throw wrong(Kind.NO_TIMES, word);
    }
    int minutes = Integer.parseInt(matcher.group(2));
    int minute = Integer.parseInt(matcher.group(1)) * 60 + minutes;
    if (minutes > 59 || minute > TimetableSpan.MINUTES_A_DAY) {
      throw wrong(Kind.NO_SUCH_TIME, word);
    }
    return minute;
  }

  private SendingRule rule(String word) throws TimetableException {
    if (word.equalsIgnoreCase(TimetableText.FULL)) {
      return SendingRule.FULL;
    }
    if (word.equalsIgnoreCase(TimetableText.PAUSE)) {
      return SendingRule.PAUSED;
    }
    OptionalLong rate = RateText.read(word);
    if (rate.isEmpty()) {
      throw wrong(Kind.UNKNOWN_RULE, word);
    }
    if (rate.getAsLong() < SendingRule.LEAST || rate.getAsLong() > SendingRule.MOST) {
      boolean low = rate.getAsLong() < SendingRule.LEAST;
      throw wrong(low ? Kind.RATE_TOO_LOW : Kind.RATE_TOO_HIGH, word);
    }
    return new SendingRule.Limited(rate.getAsLong());
  }

  TimetableException wrong(Kind kind, String word) {
    return new TimetableException(new TimetableProblem(kind, number, text, word));
  }
}
