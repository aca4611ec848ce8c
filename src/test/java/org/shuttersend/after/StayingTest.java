package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// Why photos stay where they are, and that it is said and tried again.
class StayingTest extends AtDesk {
  private static final String HALF = "<xmpmeta about=";

  StayingTest() {
    super(Desk.MOVE);
  }

  @Test
  void intoALinkNothingIsMoved() throws IOException {
    desk.deliver("2024/IMG_1.jpg", "one");
    desk.move();
    Files.move(path("Sent"), temp.resolve("elsewhere"));
    Files.createSymbolicLink(path("Sent"), path("2024"));
    desk.deliver("2024/IMG_2.jpg", "two");
    desk.move();
    assertThat(path("2024/IMG_2.jpg")).hasContent("two");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_FOLDER_TAKEN);

    Files.delete(path("Sent"));
    Files.createDirectories(path("Sent"));
    Files.createSymbolicLink(path("Sent/2024"), temp.resolve("elsewhere"));
    desk.pass(Duration.ofHours(2));
    desk.move();
    assertThat(path("2024/IMG_2.jpg")).hasContent("two");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_FOLDER_TAKEN);

    Files.delete(path("Sent/2024"));
    desk.pass(Duration.ofHours(2));
    desk.move();
    assertThat(path("Sent/2024/IMG_2.jpg")).hasContent("two");
  }

  @Test
  void aFullDiskIsSaidOnceAndTriedAgain() {
    stays("No space left on device", Trouble.Kind.MOVE_DISK_FULL);
  }

  @Test
  void aReadOnlyCardIsSaidOnceAndTriedAgain() {
    stays("Read-only file system", Trouble.Kind.MOVE_READ_ONLY);
  }

  private void stays(String words, Trouble.Kind kind) {
    desk.deliver("IMG_1.jpg", "one");
    desk.deliver("IMG_2.jpg", "two");
    desk.disk.refuse(words);
    for (int i = 0; i < 4; i++) {
      desk.move();
      assertThat(troubles()).containsExactly(kind);
      assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "IMG_2.jpg");
      desk.pass(Duration.ofSeconds(10));
    }
    assertThat(desk.mover().isThrough()).as("nobody waits for it").isTrue();
    desk.disk.allow();
    desk.move();
    assertThat(desk.files()).as("not before its time").containsOnlyKeys("IMG_1.jpg", "IMG_2.jpg");
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_2.jpg");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aCardThatIsPulledKeepsItsPhotosAndIsTriedAgainWhenItIsBack() {
    desk.deliver("IMG_1.jpg", "one");
    desk.connected = false;
    desk.move();
    desk.there = false;
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    desk.connected = true;
    desk.there = true;
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void aFolderWithSomebodysOwnFilesIsNotTaken() throws IOException {
    HotFolders.write(desk.folder(), "Sent/mine.jpg", "mine");
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "Sent/mine.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_FOLDER_TAKEN);
    assertThat(desk.catalog().asides().of(desk.folder())).isEmpty();
    Files.delete(path("Sent/mine.jpg"));
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void photosOfACardBelowTheFolderStay() {
    desk.deliver("card/IMG_1.jpg", "one");
    desk.deliver("IMG_2.jpg", "two");
    desk.disk.card(path("card"));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("card/IMG_1.jpg", "Sent/IMG_2.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_OTHER_DISK);
  }

  /// On a share nobody can tell whether somebody still writes to it.
  @Test
  void whatLooksCutOffStaysAndThatIsSaid() throws IOException {
    desk.deliver("IMG_1.jpg", HALF);
    desk.deliver("IMG_2.jpg", "two");
    for (int i = 0; i < 4; i++) {
      desk.move();
      assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "Sent/IMG_2.jpg");
      assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_CUT_OFF);
      desk.pass(Duration.ofHours(1));
    }
    assertThat(desk.mover().isThrough()).as("nobody waits for it").isTrue();

    desk.deliver("IMG_1.jpg", HALF + "'photo'/>");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_2.jpg");
    assertThat(troubles()).isEmpty();
  }
}
