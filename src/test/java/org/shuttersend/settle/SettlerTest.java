package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.ObservedFile;

/// A file settles once it has been quiet for long enough.
class SettlerTest extends SettledByHand {
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
