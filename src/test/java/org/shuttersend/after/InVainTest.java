package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What cannot be moved keeps nobody busy, and nobody waiting.
class InVainTest extends AtDesk {
  InVainTest() {
    super(Desk.MOVE);
  }

  @Test
  void whatIsSavedAgainBeforeItIsMovedIsNotOnTheListAnyMore() {
    desk.deliver("IMG_1.jpg", "one");
    desk.write("IMG_1.jpg", "one, saved again");
    assertThat(desk.catalog().moves().isWanted(desk.folder())).isFalse();
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    desk.send();
    desk.move();
    assertThat(desk.files()).containsEntry("Sent/IMG_1.jpg", "one, saved again").hasSize(1);
    assertThat(desk.mover().isThrough()).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsSavedAgainWhileItWaitsIsNotTriedForEver() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    try (FileChannel open = FileChannel.open(path("IMG_1.jpg"), StandardOpenOption.WRITE)) {
      desk.move();
      assertThat(open.isOpen()).isTrue();
    }
    desk.write("IMG_1.jpg", "one, saved again");
    desk.pass(Duration.ofSeconds(2));
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    desk.send();
    desk.move();
    assertThat(desk.files()).containsEntry("Sent/IMG_1.jpg", "one, saved again").hasSize(1);
  }

  @Test
  void whatIsReplacedWhileItIsMovedIsNotOnTheListAgain() {
    desk.deliver("IMG_1.jpg", "one");
    desk.disk.beforeTake(() -> desk.write("IMG_1.jpg", "one, saved again"));
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    desk.send();
    desk.move();
    assertThat(desk.files()).containsValue("one, saved again");
    assertThat(desk.catalog().moves().isWanted(desk.folder())).isFalse();
  }

  @Test
  void aNameThatIsTakenEachTimeIsTriedAgainLaterOnly() {
    desk.deliver("IMG_1.jpg", "one");
    desk.disk.takesEachName(true);
    for (int i = 0; i < 3; i++) {
      desk.move();
      assertThat(desk.files()).containsEntry("IMG_1.jpg", "one");
      desk.pass(Duration.ofSeconds(10));
    }
    assertThat(desk.mover().isThrough()).as("nobody waits for it").isTrue();
    desk.disk.takesEachName(false);
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files()).doesNotContainKey("IMG_1.jpg").containsValue("one");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsOpenForEverHoldsUpNoOther() throws IOException {
    desk.deliver("IMG_1.jpg", "open for ever");
    try (FileChannel ever = FileChannel.open(path("IMG_1.jpg"), StandardOpenOption.WRITE)) {
      for (int i = 0; i < 3; i++) {
        desk.move();
        desk.pass(Duration.ofSeconds(10));
      }
      desk.deliver("IMG_2.jpg", "open for a moment");
      try (FileChannel moment = FileChannel.open(path("IMG_2.jpg"), StandardOpenOption.WRITE)) {
        desk.move();
        assertThat(moment.isOpen()).isTrue();
      }
      assertThat(desk.mover().isThrough()).isFalse();
      desk.pass(Duration.ofSeconds(2));
      desk.move();
      assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "Sent/IMG_2.jpg");
      assertThat(ever.isOpen()).isTrue();
      assertThat(desk.mover().isThrough()).as("nobody waits for it").isTrue();
    }
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_2.jpg");
  }
}
