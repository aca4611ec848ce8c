package org.shuttersend.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.ui.main.OpenWindow.ENGLISH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Counts;
import org.shuttersend.model.Overview;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Progress;
import org.shuttersend.model.Reason;

class StateLineTest {
  private final Wedding wedding = new Wedding(Path.of("exports").toAbsolutePath());

  @Test
  void saysHowManyHowFastAndHowLong() {
    assertThat(StateLine.of(wedding.uploading(), ENGLISH))
        .isEqualTo(
            new StateLine(Tone.GOOD, "Uploading 24 of 312", "41.2\u00a0MB/s · about 2 min left"));
  }

  @Test
  void saysWhenAnUnreachableServerIsTriedAgain() {
    var line = line(Reason.Code.SERVER_UNREACHABLE, Optional.of(Duration.ofSeconds(27)));
    assertThat(line)
        .isEqualTo(
            new StateLine(Tone.BAD, "Server not reachable", "24 of 312 sent · next try in 27 s"));
  }

  @Test
  void aHoldThatNeedsSomebodyIsNotAWaitingTime() {
    assertThat(line(Reason.Code.TOKEN_REFUSED, Optional.empty()))
        .isEqualTo(
            new StateLine(Tone.BAD, "Stopped", "The server does not accept the access token"));
  }

  @Test
  void aPauseIsNoTrouble() {
    assertThat(line(Reason.Code.PAUSED, Optional.empty()))
        .isEqualTo(new StateLine(Tone.MUTED, "Paused", "24 of 312 sent"));
  }

  @Test
  void whatTheUserAskedForIsNoTroubleAndSaysWhenItEnds() {
    var left = Optional.of(Duration.ofMinutes(25));
    assertThat(line(Reason.Code.SNOOZED, left))
        .isEqualTo(new StateLine(Tone.MUTED, "Paused", "24 of 312 sent · goes on in 25 min"));
    assertThat(line(Reason.Code.TIMETABLE_PAUSED, left))
        .isEqualTo(
            new StateLine(
                Tone.MUTED, "Paused", "Your timetable has a pause now · goes on in 25 min"));
    assertThat(line(Reason.Code.ON_BATTERY, Optional.empty()).detail())
        .startsWith("The computer runs on its battery");
    assertThat(line(Reason.Code.METERED_NETWORK, Optional.empty()).tone()).isEqualTo(Tone.MUTED);
  }

  @Test
  void neverSaysAllIsDeliveredWhilePhotosNeedAttention() {
    var line = StateLine.of(with(wedding.idle(), new Counts(0, 0, 1482, 2, 0, 0)), ENGLISH);
    assertThat(line.headline()).isEqualTo("2 photos need attention");
  }

  @Test
  void whatTheServerStillProcessesIsNotDelivered() {
    var idle = wedding.idle();
    var line = StateLine.of(with(idle, new Counts(0, 1, 1482, 0, 0, 0)), ENGLISH);
    assertThat(line)
        .isEqualTo(new StateLine(Tone.GOOD, "The server is processing", "1 photo to go"));
  }

  @Test
  void saysThatFilesAreStillBeingWritten() {
    var line = StateLine.of(with(wedding.idle(), new Counts(3, 0, 0, 0, 0, 0)), ENGLISH);
    assertThat(line.detail()).isEqualTo("3 files are still being written");
  }

  @Test
  void asksForAServerBeforeAllElse() {
    assertThat(StateLine.of(wedding.empty(), ENGLISH).headline()).isEqualTo("No server yet");
  }

  @Test
  void withNothingEverSentItIsReady() {
    Overview idle = wedding.idle();
    var fresh =
        new Overview(
            idle.at(),
            new Progress(0, 0, 0, 0, Optional.empty(), Optional.empty()),
            new Pace(0, 4, 4, 0, Optional.empty(), List.of()),
            new Counts(0, 0, 0, 0, 0, 0),
            idle.folders(),
            idle.server());
    assertThat(StateLine.of(fresh, ENGLISH).headline()).isEqualTo("Ready");
  }

  private StateLine line(Reason.Code code, Optional<Duration> left) {
    return StateLine.of(wedding.holding(code, left), ENGLISH);
  }

  private static Overview with(Overview now, Counts counts) {
    return new Overview(now.at(), now.progress(), now.pace(), counts, now.folders(), now.server());
  }
}
