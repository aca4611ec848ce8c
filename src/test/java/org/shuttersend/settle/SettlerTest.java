package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;
import org.shuttersend.testkit.ManualClock;

class SettlerTest {
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HotFolder FOLDER = new HotFolder(1, "hot", Path.of("hot"));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final MemoryLook look = new MemoryLook();
  private final Settler settler = new Settler(QUIET, PATIENCE, look);
  private final FileRef photo = ref("a.jpg");

  private static FileRef ref(String path) {
    return new FileRef(FOLDER, path);
  }

  private void write(FileRef ref, long size) {
    look.write(ref.file(), size, clock.instant());
    settler.touched(ref, clock.instant());
  }

  private List<FileRef> restless() {
    return settler.restless(clock.instant(), 10).stream().map(Unsettled::ref).toList();
  }

  private List<FileRef> after(long millis) {
    clock.advance(Duration.ofMillis(millis));
    return advance();
  }

  private List<FileRef> advance() {
    return ripe().settled().stream().map(ObservedFile::ref).toList();
  }

  /// All that happens at this moment.
  private Ripe ripe() {
    var ripe = round();
    while (settler.nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
      Ripe more = round();
      ripe.settled().addAll(more.settled());
      ripe.gone().addAll(more.gone());
    }
    return ripe;
  }

  private Ripe round() {
    settler.look();
    return settler.advance(clock.instant());
  }

  @Test
  void settlesOnceQuiet() {
    write(photo, 10);
    assertThat(advance()).isEmpty();
    assertThat(after(299)).isEmpty();
    assertThat(after(1)).containsExactly(photo);
    assertThat(settler.size()).isZero();
    assertThat(settler.nextDue()).isEmpty();
    assertThat(after(10_000)).isEmpty();
  }

  @Test
  void givesTheStampItSaw() {
    write(photo, 10);
    advance();
    clock.advance(QUIET);
    assertThat(ripe().settled())
        .containsExactly(new ObservedFile(photo, look.stamp(photo.file()).orElseThrow()));
  }

  @Test
  void eachTouchBeginsTheQuietTimeAnew() {
    for (int i = 0; i < 50; i++) {
      write(photo, 10 + i);
      advance();
      assertThat(after(299)).isEmpty();
    }
    assertThat(after(1)).containsExactly(photo);
  }

  @Test
  void aFileThatGrowsWithoutEventsIsNotQuiet() {
    write(photo, 10);
    advance();
    for (int i = 0; i < 10; i++) {
      look.write(photo.file(), 20 + i, clock.instant());
      assertThat(after(300)).isEmpty();
    }
    assertThat(after(300)).containsExactly(photo);
  }

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

  /// However long the machine stands still between two steps of the settler.
  @Test
  void theQuietTimeBeginsAfterTheLook() {
    write(photo, 10);
    settler.look();
    clock.advance(Duration.ofSeconds(5));
    assertThat(settler.advance(clock.instant()).settled()).isEmpty();
    look.write(photo.file(), 20, clock.instant());
    clock.advance(Duration.ofMillis(299));
    assertThat(round().settled()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(round().settled()).as("changed, its event is late").isEmpty();
    assertThat(settler.nextDue()).as("looked at once more, now").contains(clock.instant());
    assertThat(after(299)).isEmpty();
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

  @Test
  void aFileThatVanishesIsGone() {
    write(photo, 10);
    advance();
    look.delete(photo.file());
    clock.advance(QUIET);
    assertThat(ripe().gone()).containsExactly(photo);
    assertThat(settler.size()).isZero();
  }

  @Test
  void goneDropsEverythingBelowAndNothingBeside() {
    write(ref("day/a.jpg"), 1);
    write(ref("day/one/b.jpg"), 1);
    write(ref("day-two/c.jpg"), 1);
    write(ref("day.jpg"), 1);
    settler.gone(ref("day"));
    advance();
    assertThat(after(300)).containsExactlyInAnyOrder(ref("day-two/c.jpg"), ref("day.jpg"));
  }

  @Test
  void aStormOfTouchesIsLookedAtOnce() {
    look.write(photo.file(), 10, clock.instant());
    for (int i = 0; i < 1_000; i++) {
      settler.touched(photo, clock.instant());
    }
    advance();
    assertThat(look.looks()).isEqualTo(1);
  }

  @Test
  void tellsWhatIsStillBeingWrittenAfterItsPatience() {
    write(photo, 1);
    advance();
    write(ref("b.jpg"), 1);
    for (int i = 0; i < 100; i++) {
      assertThat(restless()).isEmpty();
      after(100);
      write(photo, 2 + i);
    }
    assertThat(restless()).containsExactly(photo);
    assertThat(settler.size()).isEqualTo(1);
    advance();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void aClockSetBackDelaysNothingForLong() {
    write(photo, 10);
    advance();
    clock.advance(Duration.ofHours(-1));
    assertThat(advance()).isEmpty();
    assertThat(after(300)).containsExactly(photo);
  }

  @Test
  void manyFilesComeInBoundedBatches() {
    for (int i = 0; i < 20_000; i++) {
      write(ref("d" + i % 100 + "/" + i + ".jpg"), 10);
    }
    advance();
    clock.advance(QUIET);
    int settled = 0;
    while (settler.size() > 0) {
      List<ObservedFile> batch = round().settled();
      assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(Settler.BATCH);
      settled += batch.size();
    }
    assertThat(settled).isEqualTo(20_000);
  }
}
