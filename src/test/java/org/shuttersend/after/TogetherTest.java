package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// The files of one photo stay together: where they lie, or where they are moved.
class TogetherTest extends AtDesk {
  private static final Instant WEEK_ONE = Instant.parse("2026-11-02T10:00:00Z");
  private static final Instant WEEK_TWO = Instant.parse("2026-11-09T10:00:00Z");

  TogetherTest() {
    super(Desk.MOVE);
  }

  private void deliver(String path, String content, Instant modified) throws IOException {
    HotFolders.write(desk.folder(), path, content);
    Files.setLastModifiedTime(path(path), FileTime.from(modified));
    desk.catalog().intake().settled(List.of(HotFolders.look(new FileRef(desk.folder(), path))));
    desk.send();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDirectoryIsLookedIntoAsItIsSpelled() {
    String directory = Normalizer.normalize("Été", Normalizer.Form.NFD);
    desk.deliver(directory + "/IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/" + directory + "/IMG_1.jpg");
    assertThat(desk.mover().isThrough()).isTrue();
  }

  @Test
  void aDirectoryThatWasTakenAwayIsNotLookedForAgain() throws IOException {
    desk.deliver("day/IMG_1.jpg", "one");
    Files.delete(path("day/IMG_1.jpg"));
    Files.delete(path("day"));
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    assertThat(desk.catalog().moves().isLater(desk.folder())).isFalse();
  }

  @Test
  void aDirectoryThatCannotBeLookedIntoIsSaid() {
    desk.deliver("day/IMG_0.jpg", "zero");
    desk.move();
    desk.deliver("day/IMG_1.jpg", "one");
    desk.disk.close(true);
    desk.move();
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_DENIED);
    desk.disk.close(false);
    desk.pass(Duration.ofSeconds(2));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/day/IMG_0.jpg", "Sent/day/IMG_1.jpg");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aJpegOfAnotherDayIsNotPutBesideAnEarlierRaw() throws IOException {
    deliver("IMG_1.NEF", "week one raw", WEEK_ONE);
    deliver("IMG_1.xmp", "week one edits", WEEK_ONE.plusSeconds(3600));
    desk.move();
    deliver("IMG_1.jpg", "week two picture", WEEK_TWO);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.NEF", "Sent/IMG_1.xmp", "IMG_1.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NAME_TAKEN);
    deliver("IMG_1.NEF", "week two raw", WEEK_TWO);
    desk.move();
    assertThat(desk.files())
        .containsEntry("Sent/IMG_1.NEF", "week one raw")
        .containsEntry("Sent/IMG_1.xmp", "week one edits")
        .containsEntry("Sent/IMG_1 (2).NEF", "week two raw")
        .containsEntry("Sent/IMG_1 (2).jpg", "week two picture")
        .hasSize(4);
  }

  @Test
  void aJpegThatComesAfterItsRawGoesBesideIt() throws IOException {
    deliver("IMG_1.NEF", "raw", WEEK_ONE);
    desk.move();
    deliver("IMG_1.jpg", "picture", WEEK_ONE.plusSeconds(2));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.NEF", "Sent/IMG_1.jpg");
  }

  @Test
  void aLateSidecarGoesBesideThePhotoThatWasMovedLast() throws IOException {
    deliver("IMG_1.NEF", "week one raw", WEEK_ONE);
    desk.move();
    deliver("IMG_1.NEF", "week two raw", WEEK_TWO);
    desk.move();
    deliver("IMG_1.xmp", "week two edits", WEEK_TWO.plusSeconds(3600));
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys("Sent/IMG_1.NEF", "Sent/IMG_1 (2).NEF", "Sent/IMG_1 (2).xmp");
    deliver("IMG_1.xmp", "week two edits, saved again", WEEK_TWO.plusSeconds(7200));
    desk.move();
    assertThat(desk.files()).as("two sidecars are not one").containsKey("IMG_1.xmp").hasSize(4);
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NAME_TAKEN);
  }

  @Test
  void aNumberThatIsAnotherPhotosNameIsPassedOver() throws IOException {
    deliver("IMG_1 (2).jpg", "a copy", WEEK_ONE);
    deliver("IMG_1.NEF", "week one raw", WEEK_ONE);
    desk.move();
    deliver("IMG_1.NEF", "week two raw", WEEK_TWO);
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys("Sent/IMG_1 (2).jpg", "Sent/IMG_1.NEF", "Sent/IMG_1 (3).NEF");
  }

  @Test
  void aNameIsFreeAgainOnceItsPhotoWasTakenAway() throws IOException {
    deliver("IMG_1.NEF", "week one raw", WEEK_ONE);
    desk.move();
    Files.delete(path("Sent/IMG_1.NEF"));
    deliver("IMG_1.jpg", "week two picture", WEEK_TWO);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void aSidecarStaysBesideARawThatIsNotSent() throws IOException {
    desk.leftOut.add("IMG_1.NEF");
    HotFolders.write(desk.folder(), "IMG_1.NEF", "not sent");
    desk.deliver("IMG_1.xmp", "its sidecar");
    desk.deliver("IMG_1.jpg", "its picture");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.NEF", "IMG_1.xmp", "IMG_1.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NOT_ALL_SENT);
    Files.delete(path("IMG_1.NEF"));
    desk.pass(Duration.ofSeconds(2));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.xmp", "Sent/IMG_1.jpg");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void filesOfOnePhotoAreNotPartedWhereOneCannotBeMoved() throws IOException {
    desk.write("IMG_1.NEF", "raw");
    desk.write("IMG_1.jpg", "picture");
    desk.send();
    desk.disk.refuseRename(() -> {}, "Input/output error");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.NEF", "IMG_1.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_FAILED);
    assertThat(desk.mover().isThrough()).as("it is tried again").isFalse();
    desk.pass(Duration.ofSeconds(1));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.NEF", "Sent/IMG_1.jpg");
    assertThat(troubles()).isEmpty();
  }
}
