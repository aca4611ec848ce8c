package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one server confirmed is not moved while another one is there, or none, or nobody knows.
class OtherServerTest extends AtDesk {
  OtherServerTest() {
    super(Desk.TRASH);
  }

  private void assertStays() {
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
  }

  private void assertIsMoved() {
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys("home/Trash/files/IMG_1.jpg", "home/Trash/info/IMG_1.jpg.trashinfo");
  }

  @Test
  void beforeAServerIsConnectedNothingIsMoved() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.server.id = Optional.empty();
    desk.restart(Desk.TRASH);
    assertStays();
    assertThat(desk.mover().isThrough()).as("it may come").isFalse();
    desk.pass(Duration.ofSeconds(2));
    assertStays();
    desk.pass(Duration.ofSeconds(5));
    assertStays();
    assertThat(desk.mover().isThrough()).as("nobody waits for ever").isTrue();
    desk.server.id = Optional.of("a");
    assertThat(desk.mover().isDue(0)).isTrue();
    assertIsMoved();
    assertThat(desk.mover().isThrough()).isTrue();
  }

  @Test
  void whereAnotherServerIsConnectedPhotosGoThereFirst() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    desk.server.id = Optional.empty();
    desk.restart(Desk.TRASH);
    desk.catalog().target("http://other", Optional.of("b"));
    desk.server.id = Optional.of("b");
    assertStays();
    desk.send();
    assertIsMoved();
  }

  @Test
  void whileTheServerDoesNotSayThatItIsStillTheSameNothingIsMoved() {
    desk.deliver("IMG_1.jpg", "one");
    desk.server.answers = false;
    assertStays();
    desk.server.answers = true;
    assertThat(desk.mover().isDue(0)).isTrue();
    assertIsMoved();
  }

  @Test
  void whatTheServerBeforeConfirmedIsNotMovedWhileTheNextOneIsNoted() {
    desk.deliver("IMG_1.jpg", "one");
    desk.server.whenAsked(() -> {
      desk.catalog().target("http://one", Optional.of("b"));
      desk.server.id = Optional.of("b");
    });
    assertStays();
    desk.send();
    assertIsMoved();
  }

  @Test
  void aServerThatHasNoNameConfirmsNothing() {
    desk.deliver("IMG_1.jpg", "one");
    desk.catalog().target("http://plain", Optional.empty());
    desk.server.id = Optional.empty();
    assertStays();
    desk.send();
    assertStays();
    assertThat(desk.catalog().target("http://one", Optional.of("a")))
        .as("it never had it since")
        .isEqualTo(1);
  }
}
