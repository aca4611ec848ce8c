package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the rules, in every minute of a whole year of zones with odd clocks: what holds is what
/// a week painted minute by minute says, and it changes when the timetable said, not before, not
/// after.
class TimetablePropertyTest {
  private static final List<Year> YEARS =
      List.of(
          new Year("Europe/Paris", 2026),
          new Year("America/New_York", 2026),
          new Year("Australia/Lord_Howe", 2026), // set by half an hour
          new Year("Pacific/Apia", 2011), // a day left out
          new Year("Africa/Casablanca", 2026), // set back for Ramadan
          new Year("Asia/Kathmandu", 2026)); // +05:45, never set

  record Year(String name, int year) {
    ZoneId zone() {
      return ZoneId.of(name);
    }

    ZonedDateTime start() {
      return LocalDate.of(year, 1, 1).atStartOfDay(zone());
    }
  }

  private static final int[] CURIOUS = {
    0, 1, 59, 90, 119, 120, 135, 150, 179, 180, 210, 1380, 1439
  };

  @Provide
  Arbitrary<Year> years() {
    return Arbitraries.of(YEARS);
  }

  @Provide
  Arbitrary<Timetable> timetables() {
    return spans().list().ofMaxSize(12).map(spans -> new Timetable(Optional.empty(), spans));
  }

  /// Often in the hours in which clocks are set.
  private static Arbitrary<TimetableSpan> spans() {
    Arbitrary<Integer> minutes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 1439),
            Arbitraries.of(Arrays.stream(CURIOUS).boxed().toList()));
    Arbitrary<SendingRule> rules =
        Arbitraries.oneOf(
            Arbitraries.of(SendingRule.FULL, SendingRule.PAUSED),
            Arbitraries.longs().between(1_000, 9_000_000).map(SendingRule.Limited::new));
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
            minutes,
            minutes.map(minute -> minute + 1),
            rules)
        .filter((days, from, to, rule) -> !from.equals(to))
        .as(TimetableSpan::new);
  }

  /// A week with every minute painted, one rule over the other.
  private static SendingRule[][] paint(List<TimetableSpan> spans) {
    var week = new SendingRule[7][24 * 60];
    for (SendingRule[] day : week) {
      Arrays.fill(day, SendingRule.FULL);
    }
    for (TimetableSpan span : spans) {
      for (DayOfWeek day : span.days()) {
        int today = day.getValue() - 1;
        int minute = span.from();
        do {
          week[today][minute] = span.rule();
          minute++;
          if (minute == 24 * 60 && span.to() != 24 * 60) {
            minute = 0;
            today = (today + 1) % 7;
          }
        } while (minute != span.to());
      }
    }
    return week;
  }

  private static SendingRule shown(SendingRule[][] week, ZonedDateTime wall) {
    return week[wall.getDayOfWeek().getValue() - 1][wall.getHour() * 60 + wall.getMinute()];
  }

  @Property(tries = 24)
  void everyMinuteOfAYearIsAsPainted(
      @ForAll("years") Year year, @ForAll("timetables") Timetable timetable) {
    ZoneId zone = year.zone();
    SendingRule[][] week = paint(timetable.spans());
    ZonedDateTime start = year.start();
    Instant end = start.plusYears(1).toInstant();
    Timetable.At at = timetable.at(start.toInstant(), zone);
    for (Instant minute = start.toInstant();
        minute.isBefore(end);
        minute = minute.plusSeconds(60)) {
      if (at.until().filter(minute::equals).isPresent()) {
        SendingRule before = at.rule();
        at = timetable.at(minute, zone);
        assertThat(at.rule()).as("changed at %s", minute).isNotEqualTo(before);
      }
      SendingRule painted = shown(week, minute.atZone(zone));
      if (!at.rule().equals(painted)) {
        assertThat(at.rule()).as("at %s", minute.atZone(zone)).isEqualTo(painted);
      }
    }
  }

  /// Asked at any moment, it says the same as asked at the last change.
  @Property(tries = 200)
  void theAnswerDoesNotDependOnWhenItIsAsked(
      @ForAll("years") Year year,
      @ForAll("timetables") Timetable timetable,
      @ForAll("seconds") int second) {
    ZoneId zone = year.zone();
    Instant then = year.start().toInstant().plusSeconds(second);
    Timetable.At at = timetable.at(then, zone);
    Optional<Instant> until = at.until();
    assertThat(until.filter(end -> !end.isAfter(then))).isEmpty();
    Instant middle =
        until
            .map(end -> then.plusNanos(then.until(end).toNanos() / 2))
            .orElse(then.plusSeconds(99));
    assertThat(timetable.at(middle, zone)).isEqualTo(at);
  }

  @Provide
  Arbitrary<Integer> seconds() {
    return Arbitraries.integers().between(0, 365 * 24 * 3600);
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("timetables") Timetable timetable) throws Exception {
    var named = new Timetable(Optional.of(ZoneId.of("Asia/Kathmandu")), timetable.spans());
    assertThat(TimetableText.read(TimetableText.write(timetable))).isEqualTo(timetable);
    assertThat(TimetableText.read(TimetableText.write(named))).isEqualTo(named);
  }

  @Property
  void whateverIsTypedIsReadOrRefusedInItsPlace(@ForAll("typed") String text) {
    try {
      Timetable read = TimetableText.read(text);
      assertThat(TimetableText.read(TimetableText.write(read))).isEqualTo(read);
    } catch (TimetableException e) {
      assertThat(e.problem().number()).isPositive();
      assertThat(text).contains(e.problem().span());
    }
  }

  @Provide
  Arbitrary<String> typed() {
    Arbitrary<String> words =
        Arbitraries.of(
            "mon-fri",
            "sat",
            "sun",
            "-",
            ",",
            ";",
            "08:00-18:00",
            "8:00",
            "24:00",
            "25:61",
            "2M",
            "1",
            "pause",
            "full",
            "zone",
            "Europe/Paris",
            "\n",
            "é",
            "0");
    return words.list().ofMaxSize(8).map(list -> String.join(" ", list));
  }

  @Property
  void ratesAreReadBack(@ForAll("rates") long bytesPerSecond) {
    assertThat(RateText.read(RateText.write(bytesPerSecond))).hasValue(bytesPerSecond);
  }

  @Provide
  Arbitrary<Long> rates() {
    return Arbitraries.longs().between(SendingRule.LEAST, SendingRule.MOST);
  }
}
