package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// What the server confirmed once, and does not have any more, is not moved.
class LostAtServerTest extends AtDesk {
  LostAtServerTest() {
    super(Desk.TRASH);
  }

  /// Somebody may have taken it away there on purpose, and would get it again and again.
  @Test
  void whatTheServerLostStaysAndIsNotSentAgain() {
    desk.deliver("IMG_1.jpg", "one");
    desk.deliver("IMG_2.jpg", "two");
    desk.server.lost.add(HotFolders.hash(path("IMG_1.jpg")));
    for (int i = 0; i < 4; i++) {
      desk.move();
      assertThat(desk.files())
          .containsOnlyKeys(
              "IMG_1.jpg", "home/Trash/files/IMG_2.jpg", "home/Trash/info/IMG_2.jpg.trashinfo");
      assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NOT_HELD);
      assertThat(state("IMG_1.jpg")).hasValue(PhotoState.PROCESSED);
      desk.pass(Duration.ofHours(1));
    }
    assertThat(desk.mover().isThrough()).as("nobody waits for it").isTrue();

    desk.server.lost.clear();
    desk.move();
    assertThat(desk.files()).doesNotContainKey("IMG_1.jpg").containsValue("one");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void theFilesOfAPhotoWaitForTheOneThatWasLost() {
    desk.write("IMG_1.jpg", "picture");
    desk.write("IMG_1.NEF", "raw");
    desk.send();
    desk.server.lost.add(HotFolders.hash(path("IMG_1.NEF")));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "IMG_1.NEF");
    desk.server.lost.clear();
    desk.pass(Duration.ofHours(1));
    desk.move();
    assertThat(desk.files()).doesNotContainKeys("IMG_1.jpg", "IMG_1.NEF").hasSize(4);
  }

  @Test
  void whileItDoesNotSayWhatItHasNothingIsMoved() {
    desk.deliver("IMG_1.jpg", "one");
    desk.server.tellsWhatItHas = false;
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    desk.server.tellsWhatItHas = true;
    assertThat(desk.mover().isDue(0)).isTrue();
    desk.move();
    assertThat(desk.files()).doesNotContainKey("IMG_1.jpg");
  }

  @Test
  void manyAreAskedAboutAtOnce() {
    for (int i = 0; i < 20; i++) {
      desk.write("IMG_%d.jpg".formatted(i), "content " + i);
    }
    desk.send();
    desk.move();
    assertThat(desk.server.mostAsked).isEqualTo(20);
  }
}
