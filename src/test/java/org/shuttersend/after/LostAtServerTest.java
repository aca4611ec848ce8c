package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// What the server confirmed once, and does not have any more, is not moved.
class LostAtServerTest extends AtDesk {
  LostAtServerTest() {
    super(Desk.TRASH);
  }

  @Test
  void whatTheServerLostStaysAndIsSentAgain() {
    desk.deliver("IMG_1.jpg", "one");
    desk.deliver("IMG_2.jpg", "two");
    var hash = HotFolders.hash(path("IMG_1.jpg"));
    desk.server.lost.add(hash);
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys(
            "IMG_1.jpg", "home/Trash/files/IMG_2.jpg", "home/Trash/info/IMG_2.jpg.trashinfo");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NOT_HELD);
    assertThat(state("IMG_1.jpg")).hasValue(PhotoState.QUEUED);

    desk.server.lost.clear();
    desk.send();
    desk.move();
    assertThat(desk.files()).doesNotContainKey("IMG_1.jpg").containsValue("one");
    assertThat(troubles()).isEmpty();
  }

  @Test
  void itIsSentUnderAnotherKey() {
    desk.write("IMG_1.jpg", "one");
    String before = claim().uploadKey();
    desk.catalog().outbox().recover(Set.of());
    desk.send();
    desk.server.lost.add(HotFolders.hash(path("IMG_1.jpg")));
    desk.move();
    assertThat(claim().uploadKey()).as("the server may remember the other").isNotEqualTo(before);
  }

  private Claim claim() {
    return desk.catalog().outbox().claim(5, Set.of(desk.folder().id())).getFirst();
  }

  @Test
  void theFilesOfAPhotoWaitForTheOneThatWasLost() {
    desk.write("IMG_1.jpg", "picture");
    desk.write("IMG_1.NEF", "raw");
    desk.send();
    desk.server.lost.add(HotFolders.hash(path("IMG_1.NEF")));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "IMG_1.NEF");
    assertThat(desk.mover().isThrough()).isTrue();
    desk.server.lost.clear();
    desk.send();
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
