package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// What was moved once, and is put elsewhere or copied back, is where its owner wants it.
class MovedBeforeTest extends AtDesk {
  MovedBeforeTest() {
    super(Desk.MOVE);
  }

  /// As it is when the watcher has seen it.
  private void settle(String... paths) {
    for (String path : paths) {
      desk.catalog().intake().settled(List.of(HotFolders.look(new FileRef(desk.folder(), path))));
    }
    desk.send();
  }

  private void copy(String from, String to) throws IOException {
    Path target = path(to);
    Files.createDirectories(target.resolveSibling(""));
    Files.copy(path(from), target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void whatIsCopiedBackIsLeftAndSaid() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.deliver("IMG_1.NEF", "raw");
    desk.move();
    copy("Sent/IMG_1.jpg", "IMG_1.jpg");
    copy("Sent/IMG_1.NEF", "IMG_1.NEF");
    settle("IMG_1.jpg", "IMG_1.NEF");
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_1.NEF", "IMG_1.jpg", "IMG_1.NEF");
    assertThat(desk.mover().troubles().first())
        .singleElement()
        .satisfies(trouble -> {
          assertThat(trouble.kind()).isEqualTo(Trouble.Kind.MOVE_COPY);
          assertThat(trouble.detail()).startsWith("Sent/IMG_1.");
        });
    assertThat(desk.mover().troubles().needAttention()).isFalse();

    Files.delete(path("Sent/IMG_1.jpg"));
    Files.delete(path("Sent/IMG_1.NEF"));
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files())
        .as("there is no other")
        .containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_1.NEF");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void anotherPhotoOfTheNameIsNoCopy() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    copy("Sent/IMG_1.jpg", "IMG_1.jpg");
    HotFolders.write(desk.folder(), "IMG_1.NEF", "another camera's raw");
    settle("IMG_1.jpg", "IMG_1.NEF");
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_1 (2).jpg", "Sent/IMG_1 (2).NEF");
  }

  @Test
  void aTwinElsewhereIsMovedAsWell() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    copy("Sent/IMG_1.jpg", "day/IMG_1.jpg");
    settle("day/IMG_1.jpg");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/day/IMG_1.jpg");
  }

  @Test
  void whatLiesInAFolderThatWasRenamedIsNotMovedAgain() throws IOException {
    desk.deliver("day/IMG_1.jpg", "one");
    desk.deliver("day/IMG_1.xmp", "its sidecar");
    desk.move();
    Files.move(path("Sent"), path("Sent 2025"));
    settle("Sent 2025/day/IMG_1.jpg", "Sent 2025/day/IMG_1.xmp");
    desk.deliver("day/IMG_2.jpg", "two");
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys(
            "Sent 2025/day/IMG_1.jpg", "Sent 2025/day/IMG_1.xmp", "Sent/day/IMG_2.jpg");
    assertThat(desk.mover().isThrough()).isTrue();
    desk.restart(Desk.MOVE);
    desk.move();
    assertThat(desk.files()).containsKey("Sent 2025/day/IMG_1.jpg");
  }

  @Test
  void whatWasCopiedOutOfAFolderThatIsNoMoreIsNotMovedAgain() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    copy("Sent/IMG_1.jpg", "kept/wedding.jpg");
    Files.delete(path("Sent/IMG_1.jpg"));
    settle("kept/wedding.jpg");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("kept/wedding.jpg");
  }

  @Test
  void whatIsTakenOutOfTheTrashStaysWhereItIsPut() throws IOException {
    desk.restart(Desk.TRASH);
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    Files.createDirectories(path("kept"));
    Files.move(desk.trash().resolve("files/IMG_1.jpg"), path("kept/IMG_1.jpg"));
    settle("kept/IMG_1.jpg");
    desk.move();
    assertThat(desk.files()).containsEntry("kept/IMG_1.jpg", "one");
  }
}
