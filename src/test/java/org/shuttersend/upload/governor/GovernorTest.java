package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.upload.Backoff;

class GovernorTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Failure UNREACHABLE =
      new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));

  private final ManualClock clock = new ManualClock(START);
  private final ManualClock steady = new ManualClock(START);
  private final Governor governor = new Governor(4, clock, steady::nanos, new Random(3));

  private void pass(Duration time) {
    clock.advance(time);
    steady.advance(time);
  }

  private Optional<Instant> heldUntil() {
    return governor.pace(0).hold().flatMap(Pace.Hold::until);
  }

  @Test
  void theLongestWaitThatWasAskedForCountsAndNoneEndsEarly() {
    Reason busy = Reason.of(Reason.Code.SERVER_BUSY);
    governor.refused(new Failure.HoldAll(busy, START.plusSeconds(30)));
    governor.refused(new Failure.HoldAll(busy, START.plusSeconds(5)));
    assertThat(heldUntil().orElseThrow()).isBetween(START.plusSeconds(30), START.plusSeconds(45));
    pass(Duration.ofSeconds(46));
    assertThat(governor.pace(0).hold()).isEmpty();
  }

  @Test
  void nobodyMayAskForMoreThanAnHour() {
    governor.refused(
        new Failure.HoldAll(
            Reason.of(Reason.Code.SERVER_BUSY), START.plus(Duration.ofDays(400_000))));
    assertThat(heldUntil().orElseThrow())
        .isBetween(START.plusSeconds(3600), START.plusSeconds(3615));
  }

  @Test
  void aClockThatIsSetBackMakesNoWaitLonger() throws InterruptedException {
    governor.refused(
        new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), START.plusSeconds(30)));
    Instant end = governor.heldUntil();
    pass(Duration.ofSeconds(10));
    assertThat(governor.heldUntil()).isEqualTo(end);
    clock.advance(Duration.ofMinutes(-50));
    assertThat(governor.heldUntil()).isEqualTo(end.minus(Duration.ofMinutes(50)));
    pass(Duration.ofSeconds(36));
    governor.awaitOpen();
  }

  @Test
  void aMachineThatSleptThroughAWaitGoesOn() throws InterruptedException {
    governor.refused(
        new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), START.plusSeconds(600)));
    clock.advance(Duration.ofHours(8)); // the steady clock slept as well
    governor.awaitOpen();
    assertThat(governor.pace(0).hold()).isEmpty();
  }

  @Test
  void looksForAnUnreachableServerEverLessOftenUpToAMinute() throws InterruptedException {
    for (int look = 0; look < 10; look++) {
      governor.refused(UNREACHABLE);
      Duration wait = Duration.between(clock.instant(), heldUntil().orElseThrow());
      Duration most = Duration.ofSeconds(Math.min(60, 1L << look));
      assertThat(wait).isBetween(most.dividedBy(2), most);
      pass(wait);
    }
    governor.acquire(Load.LARGE);
    assertThat(governor.pace(0).sending()).isEqualTo(1);
    governor.succeeded(Load.LARGE);
    assertThat(governor.pace(0).hold()).isEmpty();
    assertThat(governor.pace(0).permitted()).isEqualTo(1);
  }

  @Test
  void uploadsThatFailTogetherCountAsOneFailedLook() throws InterruptedException {
    governor.acquire(Load.LARGE);
    governor.acquire(Load.LARGE);
    governor.acquire(Load.LARGE);
    governor.failed(Load.LARGE, UNREACHABLE);
    governor.failed(Load.LARGE, UNREACHABLE);
    governor.failed(Load.LARGE, UNREACHABLE);
    assertThat(heldUntil().orElseThrow()).isBetween(START.plusMillis(500), START.plusSeconds(1));
    assertThat(governor.pace(0).sending()).isZero();
  }

  @Test
  void anErrorOfAQuestionIsNotAskedAgainAtOnce() {
    governor.refused(new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, "500")));
    assertThat(heldUntil().orElseThrow()).isBetween(START.plusMillis(500), START.plusSeconds(1));
  }

  @Test
  void aFailureOfOnePhotoHoldsNobody() throws InterruptedException {
    governor.acquire(Load.LARGE);
    governor.failed(Load.LARGE, new Failure.GiveUp(Reason.of(Reason.Code.TOO_LARGE)));
    assertThat(governor.pace(0).hold()).isEmpty();
  }

  @Test
  void theUserCanEndAHold() {
    governor.refused(UNREACHABLE);
    governor.tryNow();
    assertThat(governor.heldUntil()).isEqualTo(clock.instant());
  }

  @Test
  void backOffIsSpreadOverTheWholeTimeAndCapped() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(7));
    for (int attempt = 0; attempt < 64; attempt++) {
      assertThat(backoff.delay(attempt)).isBetween(Duration.ZERO, Duration.ofMinutes(5));
    }
    assertThat(backoff.delay(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
