package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;

/// Files that are quiet and not ready: empty, open, unreadable, cut off, refused.
class NotReadyTest extends SettledByHand {
  @Test
  void anEmptyFileStaysUnsettledUntilItIsWritten() {
    write(photo, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(after(1_000)).isEmpty();
    }
    assertThat(restless()).containsExactly(photo);
    assertThat(look.looks()).as("looked at less and less often").isLessThan(20);
    write(photo, 5);
    assertThat(advance()).isEmpty();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void anEmptyFileIsNamedOnceItHasBeenEmptyForAMoment() {
    write(photo, 0);
    advance();
    for (int i = 0; i < 6; i++) {
      after(300);
      assertThat(settler.hopeless(clock.instant(), 10)).isEmpty();
    }
    after(300);
    assertThat(settler.hopeless(clock.instant(), 10))
        .containsExactly(new Unsettled(photo, Reason.of(Reason.Code.FILE_EMPTY)));
    write(photo, 5);
    assertThat(settler.hopeless(clock.instant(), 10)).isEmpty();
    assertThat(after(0)).isEmpty();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aFileThatCannotBeOpenedStaysUnsettledUntilItCan() {
    look.readiness(photo.file(), Readiness.UNREADABLE);
    write(photo, 10);
    advance();
    assertThat(after(300)).isEmpty();
    look.readiness(photo.file(), Readiness.COMPLETE);
    assertThat(after(600)).containsExactly(photo);
  }

  @Test
  void aFileThatCannotBeLookedAtIsKeptAndSettlesOnceItCan() {
    look.hide(photo.file());
    write(photo, 10);
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(ripe().isEmpty()).isTrue();
    }
    assertThat(settler.size()).isEqualTo(1);
    assertThat(restless()).containsExactly(photo);
    assertThat(look.looks()).as("looked at less and less often").isLessThan(20);
    look.show(photo.file());
    assertThat(after(30_000)).as("seen, not yet quiet").isEmpty();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aFileThatCannotBeLookedAtAtTheEndIsKept() {
    write(photo, 10);
    advance();
    look.hide(photo.file());
    clock.advance(QUIET);
    assertThat(ripe().isEmpty()).isTrue();
    look.show(photo.file());
    assertThat(after(600)).isEmpty();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aTouchBringsBackAFileThatCouldNotBeLookedAt() {
    look.hide(photo.file());
    write(photo, 10);
    advance();
    after(600_000);
    look.show(photo.file());
    settler.touched(photo, clock.instant());
    advance();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aRefusedFileRestsLongerEachTimeAndIsToldAsStillBeingWritten() {
    write(photo, 10);
    advance();
    assertThat(after(300)).containsExactly(photo);
    for (long rest = 600; rest < 30_000; rest *= 2) {
      settler.refused(photo, clock.instant());
      assertThat(settler.size()).isEqualTo(1);
      assertThat(after(rest - 1)).isEmpty();
      assertThat(after(1)).containsExactly(photo);
    }
    for (int i = 0; i < 3; i++) {
      settler.refused(photo, clock.instant());
      assertThat(restless()).containsExactly(photo);
      assertThat(after(30_000)).as("no longer than half a minute").containsExactly(photo);
    }
    assertThat(settler.size()).isZero();
  }

  @Test
  void aTouchBringsBackARefusedFile() {
    write(photo, 10);
    advance();
    for (int i = 0; i < 10; i++) {
      after(30_000);
      settler.refused(photo, clock.instant());
    }
    write(photo, 11);
    advance();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aFileThatIsOpenForWritingWaitsUntilItIsClosed() {
    look.readiness(photo.file(), Readiness.BEING_WRITTEN);
    write(photo, 10);
    advance();
    for (int i = 0; i < 3_600; i++) {
      assertThat(after(1_000)).isEmpty();
    }
    assertThat(settler.restless(clock.instant(), 10))
        .containsExactly(new Unsettled(photo, Reason.of(Reason.Code.FILE_OPEN)));
    look.readiness(photo.file(), Readiness.COMPLETE);
    assertThat(after(2_000)).as("looked at every 2 s at least").containsExactly(photo);
  }

  @Test
  void aFileThatLooksCutOffGoesAfterHalfAMinuteAndIsMarked() {
    look.readiness(photo.file(), Readiness.CUT_OFF);
    write(photo, 10);
    advance();
    for (int i = 0; i < 29; i++) {
      assertThat(after(1_000)).isEmpty();
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(ripe().settled())
        .containsExactly(new ObservedFile(photo, look.stamp(photo.file()).orElseThrow(), true));
  }

  @Test
  void aCutOffFileThatGoesOnGrowingIsNotMarked() {
    look.readiness(photo.file(), Readiness.CUT_OFF);
    write(photo, 10);
    advance();
    after(29_000);
    write(photo, 20);
    advance();
    assertThat(after(29_000)).as("the half minute begins anew").isEmpty();
    look.readiness(photo.file(), Readiness.COMPLETE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ripe().settled())
        .containsExactly(new ObservedFile(photo, look.stamp(photo.file()).orElseThrow(), false));
  }

  /// More than are named.
  @Test
  void everyHopelessFileCounts() {
    for (int i = 0; i < 25; i++) {
      write(ref(i + ".jpg"), 0);
    }
    advance();
    for (int i = 0; i < 10; i++) {
      after(300);
    }
    write(photo, 10);
    advance();
    assertThat(settler.hopeless(clock.instant(), 20)).hasSize(20);
    assertThat(settler.hopelessCount(clock.instant())).isEqualTo(25);
    assertThat(settler.size()).isEqualTo(26);
  }

  @Test
  void aLookThatFailsKeepsNoOtherFromSettling() {
    FileRef bad = ref("bad.jpg");
    write(bad, 10);
    write(photo, 10);
    advance();
    look.fail(bad.file());
    assertThat(after(300)).containsExactly(photo);
    assertThat(settler.size()).isEqualTo(1);
    look.recover(bad.file());
    assertThat(after(600)).containsExactly(bad);
  }
}
