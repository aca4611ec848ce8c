package org.shuttersend.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Timetable;
import org.shuttersend.model.TimetableText;

/// What is painted is what holds, and what was written is painted as it is.
class PaintedTimetableTest {
  private static final Optional<ZoneId> PARIS = Optional.of(ZoneId.of("Europe/Paris"));

  @Provide
  Arbitrary<Week> weeks() {
    return Arbitraries.of(Hour.class).list().ofSize(Week.DAYS * Week.HOURS).map(Week::new);
  }

  @Property(tries = 300)
  void everyPaintedWeekIsATimetableThatIsPaintedAlike(
      @ForAll("weeks") Week week, @ForAll @LongRange(min = 1_000, max = 1_000_000_000) long rate)
      throws Exception {
    Timetable timetable = PaintedTimetable.timetable(week, new SendingRule.Limited(rate), PARIS);
    assertThat(timetable.zone()).isEqualTo(PARIS);
    assertThat(timetable.spans()).hasSizeLessThanOrEqualTo(48);
    Timetable read = TimetableText.read(TimetableText.write(timetable));
    assertThat(read).isEqualTo(timetable);
    PaintedTimetable painted = PaintedTimetable.of(read);
    assertThat(painted.exact()).isTrue();
    assertThat(painted.week()).isEqualTo(week);
    assertThat(painted.rate().isPresent()).isEqualTo(week.has(Hour.LIMITED));
    painted.rate().ifPresent(r -> assertThat(r).isEqualTo(rate));
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < Week.HOURS; hour++) {
        SendingRule last = timetable.rule(day, LocalTime.of(hour, 59));
        assertThat(last).isEqualTo(timetable.rule(day, LocalTime.of(hour, 0)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon-fri 09:00-18:00 2M|mon-fri 09:00-18:00 2M",
        "22:00-06:00 pause|00:00-06:00 pause; 22:00-24:00 pause",
        "mon-fri 08:00-18:00 2M; mon-fri 12:00-13:00 full|mon-fri 08:00-12:00 2M; mon-fri 13:00-18:00 2M",
        "zone Europe/Paris; sat 00:00-24:00 pause|zone Europe/Paris; sat 00:00-24:00 pause",
        "00:00-24:00 1M; 00:00-24:00 2M|00:00-24:00 2M",
      })
  void wholeHoursAreExact(String written, String again) throws Exception {
    Timetable timetable = TimetableText.read(written);
    PaintedTimetable painted = PaintedTimetable.of(timetable);
    assertThat(painted.exact()).isTrue();
    SendingRule rate = new SendingRule.Limited(painted.rate().orElse(1_000));
    assertThat(
            TimetableText.write(PaintedTimetable.timetable(painted.week(), rate, timetable.zone())))
        .isEqualTo(again);
  }

  @ParameterizedTest
  @CsvSource({"mon 09:30-18:00 2M", "mon 09:00-18:00 2M; tue 09:00-18:00 1M"})
  void minutesAndSeveralRatesAreNot(String written) throws Exception {
    PaintedTimetable painted = PaintedTimetable.of(TimetableText.read(written));
    assertThat(painted.exact()).isFalse();
    assertThat(painted.week().at(DayOfWeek.MONDAY, 12)).isEqualTo(Hour.LIMITED);
  }
}
