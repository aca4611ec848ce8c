package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.model.Limits;
import org.shuttersend.model.TimetableText;

/// How much, how fast and when: what was typed arrives, and what cannot be is refused in words.
class LimitOptionsTest extends CommandLine {
  private Limits limits() throws Exception {
    return ((Programs.WatchRequest) programs.started.getLast()).limits();
  }

  @Test
  void everyLimitArrives() throws Exception {
    String week = "mon-fri 08:00-18:00 2M; sat 00:00-24:00 pause";
    assertThat(
            run(
                watching(
                    "http://localhost:1",
                    "--max-uploads=2",
                    "--max-requests=10",
                    "--limit-rate=2.5M",
                    "--timetable",
                    week,
                    "--pause-on-metered",
                    "--pause-on-battery")))
        .isEqualTo(Exit.DONE);
    assertThat(limits())
        .isEqualTo(
            new Limits(
                2,
                OptionalInt.of(10),
                OptionalLong.of(2_500_000),
                TimetableText.read(week),
                true,
                true));
  }

  @Test
  void theDemoTakesThemToo() {
    assertThat(run("demo", "--limit-rate", "500k", "--max-uploads", "1")).isEqualTo(Exit.DONE);
    var limits = ((Programs.DemoRequest) programs.started.getLast()).limits();
    assertThat(limits.maxUploads()).isEqualTo(1);
    assertThat(limits.maxBytesPerSecond()).hasValue(500_000);
  }

  @ParameterizedTest
  @CsvSource({
    "--max-uploads=0, --max-uploads takes a number from 1 to 32",
    "--max-uploads=many, --max-uploads cannot be many",
    "--max-requests=1001, --max-requests takes a number from 1 to 1000",
    "--limit-rate=fast, --limit-rate takes bytes a second such as 500k",
    "--limit-rate=16Mbit, 'at least 1k, not \"16Mbit\"'",
    "--limit-rate=100, 'at least 1k, not \"100\"'",
    "--limit-rate=, --limit-rate takes bytes a second",
    "--timetable=08:00-18:00 2M; lun 08:00-18:00 2M, 'Rule 2 of the timetable, \"lun 08:00-18:00 2M\", cannot be used. \"lun\" is no day'",
  })
  void whatCannotBeIsRefusedInASentence(String option, String sentence) throws Exception {
    refuses(sentence, watching("http://localhost:1", option));
  }

  @Test
  void inFrenchToo() throws Exception {
    locale = Locale.FRENCH;
    refuses(
        "La règle 1 de l'horaire, « lun 08:00-18:00 2M », ne peut pas être utilisée. « lun » n'est"
            + " pas un jour. Les jours s'écrivent en anglais",
        watching("http://localhost:1", "--timetable=lun 08:00-18:00 2M"));
  }
}
