package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Reason.Code;
import org.shuttersend.model.ServerQueue;

/// What may go now, and what people are told.
class RegulatorTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Reason BUSY = Reason.of(Code.SERVER_BUSY);
  private static final Failure GONE =
      new Failure.Unreachable(Reason.of(Code.SERVER_UNREACHABLE, "studio"));

  private Moment now = new Moment(0, START);
  private final Regulator regulator = new Regulator(8, now, new Random(5));

  private void pass(Duration time) {
    now = new Moment(now.nanos() + time.toNanos(), now.wall().plus(time));
  }

  private void fail(Failure failure) {
    regulator.begun(Load.LARGE, now);
    regulator.failed(Load.LARGE, failure, now);
  }

  private Optional<Code> hold() {
    return regulator.hold(now).map(Pace.Hold::reason).map(Reason::code);
  }

  @Test
  void aWaitForOneIsAWaitForAllRequestsButCutsNoUpload() {
    fail(new Failure.HoldAll(BUSY, START.plusSeconds(20)));
    assertThat(regulator.mayRequest(now)).isInstanceOf(Permission.Held.class);
    assertThat(regulator.mayBegin(now)).isInstanceOf(Permission.Held.class);
    assertThat(regulator.maySend(now)).isEqualTo(Permission.GO);
    pass(Duration.ofMillis(19_999));
    assertThat(regulator.mayRequest(now)).isInstanceOf(Permission.Held.class);
    pass(Duration.ofSeconds(11));
    assertThat(regulator.mayRequest(now)).isEqualTo(Permission.GO);
    assertThat(hold()).isEmpty();
  }

  @Test
  void whatIsRefusedBecauseOfAWaitProlongsNothing() {
    fail(new Failure.HoldAll(BUSY, START.plusSeconds(60)));
    Pace.Hold hold = regulator.hold(now).orElseThrow();
    for (int i = 0; i < 500; i++) {
      // The clock on the wall is a little faster than the steady one.
      now = new Moment(now.nanos() + 99_000_000, now.wall().plusMillis(100));
      fail(new Failure.HoldAll(hold.reason(), hold.until().orElseThrow()));
    }
    assertThat(regulator.hold(now)).contains(hold);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(2);
  }

  /// As the protocol's own 429 does.
  @Test
  void anAnswerThatAlsoSaysThatNothingIsLeftHalves() {
    regulator.quota(0, Duration.ofSeconds(20), now);
    regulator.answeredWith(new Failure.HoldAll(BUSY, START.plusSeconds(20)), now);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(2);
  }

  @Test
  void whatWasRefusedBeforeTheUserEndsAWaitDoesNotBringItBack() {
    regulator.answeredWith(new Failure.HoldAll(BUSY, START.plusSeconds(3000)), now);
    Pace.Hold hold = regulator.hold(now).orElseThrow();
    regulator.tryNow(now);
    fail(new Failure.HoldAll(hold.reason(), hold.until().orElseThrow()));
    assertThat(regulator.mayBegin(now)).isEqualTo(Permission.GO);
  }

  @Test
  void aServerThatIsBackIsLookedAtByOneAlone() {
    fail(GONE);
    pass(Duration.ofSeconds(1));
    assertThat(regulator.mayRequest(now)).isEqualTo(Permission.GO);
    assertThat(regulator.requested(now)).isTrue();
    assertThat(regulator.mayRequest(now)).isInstanceOf(Permission.Held.class);
    assertThat(hold()).contains(Code.SERVER_UNREACHABLE);
    fail(new Failure.HoldAll(Reason.of(Code.LOOKING_FOR_SERVER), now.wall().plusSeconds(9)));
    regulator.looked();
    regulator.answered(now);
    assertThat(regulator.mayRequest(now)).isEqualTo(Permission.GO);
    assertThat(hold()).isEmpty();
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(1);
  }

  @Test
  void whatTheUserForbidsBreaksOffWhatIsUnderWayAndIsToldFirst() {
    fail(new Failure.HoldAll(BUSY, START.plusSeconds(20)));
    regulator.stop(Code.PAUSED, new Pace.Hold(Reason.of(Code.PAUSED), Optional.empty()));
    assertThat(hold()).contains(Code.PAUSED);
    assertThat(regulator.maySend(now)).isInstanceOf(Permission.Held.class);
    regulator.go(Code.PAUSED);
    assertThat(hold()).contains(Code.SERVER_BUSY);
  }

  /// Questions about photos that were sent go on while no photo does.
  @Test
  void aPauseSilencesNoQuestion() {
    regulator.stop(Code.PAUSED, new Pace.Hold(Reason.of(Code.PAUSED), Optional.empty()));
    assertThat(regulator.mayRequest(now)).isEqualTo(Permission.GO);
    assertThat(regulator.mayTalk(now)).isInstanceOf(Permission.Held.class);
  }

  @Test
  void aPauseThatComesBackAsAFailureHoldsNobodyAfterIt() {
    regulator.stop(Code.PAUSED, new Pace.Hold(Reason.of(Code.PAUSED), Optional.empty()));
    fail(new Failure.HoldAll(Reason.of(Code.PAUSED), START.plusSeconds(60)));
    regulator.go(Code.PAUSED);
    assertThat(regulator.mayBegin(now)).isEqualTo(Permission.GO);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(4);
  }

  @Test
  void aServerWhoseLimitIsUsedUpIsLeftAlone() {
    regulator.quota(0, Duration.ofSeconds(30), now);
    pass(Duration.ofSeconds(29));
    assertThat(regulator.mayRequest(now)).isInstanceOf(Permission.Held.class);
    pass(Duration.ofSeconds(17));
    assertThat(regulator.mayRequest(now)).isEqualTo(Permission.GO);
  }

  @Test
  void aFillingQueueSlowsDownAndSaysSo() {
    regulator.begun(Load.LARGE, now);
    regulator.heard(new ServerQueue(800, 1000, 3, 3, 0, 0, 0), now);
    assertThat(regulator.mayBegin(now)).isInstanceOf(Permission.Wait.class);
    assertThat(regulator.pace(0, now).limits())
        .contains(Reason.of(Code.SERVER_QUEUE_FILLING, "80"));
    regulator.heard(new ServerQueue(100, 1000, 3, 3, 0, 0, 0), now);
    assertThat(regulator.mayBegin(now)).isEqualTo(Permission.GO);
  }

  /// What was heard long ago says nothing.
  @Test
  void anOldReadingSlowsNobody() {
    regulator.begun(Load.LARGE, now);
    regulator.heard(new ServerQueue(1000, 1000, 3, 3, 0, 0, 0), now);
    pass(Duration.ofSeconds(31));
    assertThat(regulator.mayBegin(now)).isEqualTo(Permission.GO);
  }

  @Test
  void withFewBytesASecondFewGoAtOnce() {
    regulator.bytesPerSecond(OptionalLong.of(2_500_000), now);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(2);
    assertThat(regulator.pace(0, now).limits())
        .contains(Reason.of(Code.BYTES_LIMITED, "2500000"), Reason.of(Code.AT_ONCE_BY_BYTES));
    regulator.bytesPerSecond(OptionalLong.of(1), now);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(1);
  }

  @Test
  void silenceHalvesAndHoldsNobody() {
    fail(new Failure.Retry(Reason.of(Code.NO_ANSWER)));
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(2);
    assertThat(hold()).isEmpty();
  }

  @Test
  void aSmallOneMayGoBesideLargeOnesButNotASecond() {
    for (int i = 0; i < 4; i++) {
      regulator.begun(Load.LARGE, now);
    }
    assertThat(regulator.mayBegin(Load.LARGE, now)).isInstanceOf(Permission.Wait.class);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isEqualTo(Permission.GO);
    regulator.begun(Load.SMALL, now);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isInstanceOf(Permission.Wait.class);
    regulator.succeeded(Load.SMALL, now);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isEqualTo(Permission.GO);
    regulator.heed(new Failure.HoldAll(BUSY, START.plusSeconds(20)), now);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isInstanceOf(Permission.Held.class);
  }

  @Test
  void noMoreGoThanTheUserAllows() {
    regulator.maximum(2, now);
    regulator.begun(Load.LARGE, now);
    regulator.begun(Load.LARGE, now);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isInstanceOf(Permission.Wait.class);
  }

  @Test
  void whereTheServerHadTooMuchNothingGoesBesideWhatIsMoreThanItTakes() {
    for (int i = 0; i < 4; i++) {
      regulator.begun(Load.LARGE, now);
    }
    regulator.heed(new Failure.Retry(Reason.of(Code.NO_ANSWER, "")), now);
    assertThat(regulator.pace(0, now).permitted()).isEqualTo(2);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isInstanceOf(Permission.Wait.class);
  }

  @Test
  void whileTheServerIsLookedForNothingGoesBeside() {
    fail(GONE);
    pass(Duration.ofMinutes(1));
    assertThat(regulator.mayBegin(now)).isEqualTo(Permission.GO);
    regulator.begun(Load.LARGE, now);
    assertThat(regulator.mayBegin(Load.SMALL, now)).isInstanceOf(Permission.Wait.class);
  }
}
