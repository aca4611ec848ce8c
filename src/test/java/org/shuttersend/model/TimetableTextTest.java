package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.model.TimetableProblem.Kind;

/// What people write, and what is said of what they meant.
class TimetableTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon-fri 08:00-18:00 2M; sat 00:00-24:00 pause|mon-fri 08:00-18:00 2M; sat 00:00-24:00 pause",
        "MON - FRI 8:00 \u2013 18:00 2.5MB/s;|mon-fri 08:00-18:00 2.5M",
        "22:00-06:00 full|22:00-06:00 full",
        "sat-mon 18:00-0:00 500k|mon,sat-sun 18:00-24:00 500k",
        "mon,wed , friday 00:00-06:00 1,5 Mo|",
        "mon,wed , friday 00:00-06:00 1,5Mo|mon,wed,fri 00:00-06:00 1.5M",
        "mon-sun 00:00-00:00 pause|00:00-24:00 pause",
        "08:00-18:00 1MiB|08:00-18:00 1.048576M",
        "08:00-18:00 20000|08:00-18:00 20k",
        "08:00-09:00 2M; zone europe/paris|",
        "08:00-09:00 2M; ZONE Europe/Paris|zone Europe/Paris; 08:00-09:00 2M",
        "zone +02:00|zone +02:00",
      })
  void whatPeopleWriteIsRead(String text, String written) throws Exception {
    if (written == null) {
      assertThat(problem(text)).isNotNull();
    } else {
      assertThat(TimetableText.write(TimetableText.read(text))).isEqualTo(written);
    }
  }

  @Test
  void nothingIsNoTimetable() throws Exception {
    assertThat(TimetableText.read(" ;\n ; ")).isEqualTo(Timetable.NONE);
    assertThat(TimetableText.write(Timetable.NONE)).isEmpty();
  }

  private static TimetableProblem problem(String text) {
    return catchThrowableOfType(TimetableException.class, () -> TimetableText.read(text)).problem();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08:00,512k|NO_RULE|08:00,512k", // rclone's way
        "mon|NO_RULE|mon",
        "mon tue 08:00-18:00 2M|NO_RULE|mon tue 08:00-18:00 2M",
        "mon-frei 08:00-18:00 2M|UNKNOWN_DAY|frei",
        "mo 08:00-18:00 2M|UNKNOWN_DAY|mo",
        "mon-wed-fri 08:00-18:00 2M|UNKNOWN_DAY|mon-wed-fri",
        "mon, 08:00-18:00 2M|NO_TIMES|mon,08:00",
        "mon 08:00 2M|NO_TIMES|08:00",
        "mon 08-18 2M|NO_TIMES|08",
        "mon 8h00-18h00 2M|NO_TIMES|8h00",
        "mon 08:00-24:01 2M|NO_SUCH_TIME|24:01",
        "mon 24:00-06:00 2M|NO_SUCH_TIME|24:00",
        "mon 08:60-18:00 2M|NO_SUCH_TIME|08:60",
        "mon 08:00-08:00 2M|NO_LENGTH|08:00-08:00",
        "mon 08:00-18:00 off|UNKNOWN_RULE|off",
        "mon 08:00-18:00 2Mb|UNKNOWN_RULE|2Mb",
        "mon 08:00-18:00 16Mbit/s|UNKNOWN_RULE|16Mbit/s",
        "mon 08:00-18:00 512|RATE_TOO_LOW|512",
        "mon 08:00-18:00 0|RATE_TOO_LOW|0",
        "mon 08:00-18:00 9999999999999G|RATE_TOO_HIGH|9999999999999G",
        "zone Europe/Pari|UNKNOWN_ZONE|Europe/Pari",
        "zone|NO_RULE|zone",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, Kind kind, String word) {
    assertThat(problem("00:00-01:00 full; " + text + " ; 2M"))
        .isEqualTo(new TimetableProblem(kind, 2, text, word));
  }

  @Test
  void tooMuchIsNotRead() {
    assertThat(problem("00:00-01:00 full;".repeat(101)).kind()).isEqualTo(Kind.TOO_MANY);
    assertThat(problem(" ".repeat(20_001)).kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(problem("zone UTC; zone UTC").kind()).isEqualTo(Kind.TWO_ZONES);
  }
}
