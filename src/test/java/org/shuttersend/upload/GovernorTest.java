package org.shuttersend.upload;

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

class GovernorTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Failure UNREACHABLE =
      new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));

  private final ManualClock clock = new ManualClock(START);
  private final Governor governor = new Governor(4, clock);

  private Optional<Instant> heldUntil() {
    return governor.pace(0).hold().flatMap(Pace.Hold::until);
  }

  @Test
  void theLongestWaitThatWasAskedForCounts() {
    Reason busy = Reason.of(Reason.Code.SERVER_BUSY);
    governor.refused(new Failure.HoldAll(busy, START.plusSeconds(30)));
    governor.refused(new Failure.HoldAll(busy, START.plusSeconds(5)));
    assertThat(heldUntil()).contains(START.plusSeconds(30));
    clock.advance(Duration.ofSeconds(31));
    assertThat(governor.pace(0).hold()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackMakesNoWaitLonger() throws InterruptedException {
    governor.refused(
        new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), START.plusSeconds(30)));
    clock.advance(Duration.ofSeconds(10));
    assertThat(governor.heldUntil()).isEqualTo(START.plusSeconds(30));
    clock.advance(Duration.ofMinutes(-50));
    assertThat(governor.heldUntil()).isEqualTo(clock.instant().plusSeconds(20));
    clock.advance(Duration.ofSeconds(20));
    governor.awaitOpen();
  }

  @Test
  void looksForAnUnreachableServerEverLessOftenUpToAMinute() throws InterruptedException {
    Instant last = START;
    for (int look = 0; look < 10; look++) {
      governor.refused(UNREACHABLE);
      Instant next = heldUntil().orElseThrow();
      assertThat(Duration.between(clock.instant(), next))
          .isEqualTo(Duration.ofSeconds(Math.min(60, 1L << look)));
      clock.advance(Duration.between(clock.instant(), next));
      assertThat(next).isAfter(last);
      last = next;
    }
    governor.acquire();
    assertThat(governor.pace(0).sending()).isEqualTo(1);
    governor.succeeded();
    assertThat(governor.pace(0).hold()).isEmpty();
  }

  @Test
  void uploadsThatFailTogetherCountAsOneFailedLook() throws InterruptedException {
    governor.acquire();
    governor.acquire();
    governor.acquire();
    governor.failed(UNREACHABLE);
    governor.failed(UNREACHABLE);
    governor.failed(UNREACHABLE);
    assertThat(heldUntil()).contains(START.plusSeconds(1));
    assertThat(governor.pace(0).sending()).isZero();
  }

  @Test
  void anErrorOfAQuestionIsNotAskedAgainAtOnce() {
    governor.refused(new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, "500")));
    assertThat(heldUntil()).contains(START.plusSeconds(1));
  }

  @Test
  void aFailureOfOnePhotoHoldsNobody() throws InterruptedException {
    governor.acquire();
    governor.failed(new Failure.GiveUp(Reason.of(Reason.Code.TOO_LARGE)));
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
