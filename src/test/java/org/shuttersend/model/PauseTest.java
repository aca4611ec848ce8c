package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// For how long a user pauses, whatever becomes of the clock meanwhile.
class PauseTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2026-11-22T20:00:00Z, 2026-11-23T05:00:00Z",
    "Europe/Paris, 2026-11-23T04:59:59Z, 2026-11-23T05:00:00Z", // at night: this morning
    "Europe/Paris, 2026-11-23T05:00:00Z, 2026-11-24T05:00:00Z",
    "Europe/Paris, 2026-03-28T20:00:00Z, 2026-03-29T04:00:00Z", // the clock is set at night
    "Pacific/Apia, 2011-12-30T08:00:00Z, 2011-12-30T16:00:00Z", // after Thursday comes Saturday
  })
  void tomorrowIsTheNextMorning(String zone, Instant now, Instant morning) {
    assertThat(Snooze.UNTIL_TOMORROW.until(now, ZoneId.of(zone))).contains(morning);
  }

  @Test
  void halfAnHourIsOverAfterHalfAnHour() {
    Pause pause = Pause.of(Snooze.HALF_AN_HOUR, NOON, PARIS);
    assertThat(pause.until()).contains(NOON.plusSeconds(1800));
    assertThat(pause.at(NOON.plusSeconds(1799))).contains(pause);
    assertThat(pause.at(NOON.plusSeconds(1800))).isEmpty();
    assertThat(pause.hold())
        .isEqualTo(new Pace.Hold(Reason.of(Reason.Code.SNOOZED), pause.until()));
  }

  @Test
  void untilResumedItLastsWhateverTheClockSays() {
    Pause pause = Pause.of(Snooze.UNTIL_RESUMED, NOON, PARIS);
    assertThat(pause.at(Instant.MAX)).contains(pause);
    assertThat(pause.at(Instant.MIN)).contains(pause);
    assertThat(pause.hold())
        .isEqualTo(new Pace.Hold(Reason.of(Reason.Code.PAUSED), Optional.empty()));
  }

  /// The clock was years ahead when half an hour was asked for.
  @Test
  void aClockThatIsSetBackDoesNotMakeItLonger() {
    Pause pause = Pause.of(Snooze.HALF_AN_HOUR, Instant.parse("2036-01-01T00:00:00Z"), PARIS);
    Pause left = pause.at(NOON).orElseThrow();
    assertThat(left).isEqualTo(Pause.of(Snooze.HALF_AN_HOUR, NOON, PARIS));
    assertThat(left.at(NOON.plusSeconds(1800))).isEmpty();
  }

  @Test
  void itEndsAfterItBegins() {
    assertThatThrownBy(() -> new Pause(NOON, Optional.of(NOON)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
