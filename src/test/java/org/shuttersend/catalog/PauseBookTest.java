package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Pause;
import org.shuttersend.model.Snooze;
import org.shuttersend.testkit.ManualClock;

/// A pause outlives the program that was told of it.
class PauseBookTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));

  @TempDir Path data;

  private Optional<Pause> afterRestart() throws IOException {
    try (Catalog catalog = open()) {
      return catalog.pauseBook().read(clock.instant());
    }
  }

  private Catalog open() throws IOException {
    return Catalog.open(data, clock, () -> "key");
  }

  private void note(Optional<Pause> pause) throws IOException {
    try (Catalog catalog = open()) {
      catalog.pauseBook().note(pause);
    }
  }

  @Test
  void atFirstThereIsNone() throws Exception {
    assertThat(afterRestart()).isEmpty();
  }

  @Test
  void itIsThereAfterARestartUntilItIsOver() throws Exception {
    Pause pause = Pause.of(Snooze.HALF_AN_HOUR, clock.instant(), ZoneOffset.UTC);
    note(Optional.of(pause));
    assertThat(afterRestart()).contains(pause);
    clock.advance(Duration.ofMinutes(30));
    assertThat(afterRestart()).isEmpty();
  }

  @Test
  void oneThatOnlyTheUserEndsLastsUntilTheyDo() throws Exception {
    note(Optional.of(Pause.of(Snooze.UNTIL_RESUMED, clock.instant(), ZoneOffset.UTC)));
    clock.advance(Duration.ofDays(400));
    assertThat(afterRestart()).isPresent();
    note(Optional.empty());
    assertThat(afterRestart()).isEmpty();
  }

  /// It would pause for ever, and nobody would have asked for it.
  @Test
  void whatIsNoPauseIsNone() throws Exception {
    for (String text : new String[] {"", "/", "x/y", "2026-11-22T10:00:00Z", "a/b/c"}) {
      try (Catalog catalog = open()) {
        catalog.pauseBook().write(text).join();
        assertThat(catalog.pauseBook().read(clock.instant())).as(text).isEmpty();
      }
    }
  }
}
