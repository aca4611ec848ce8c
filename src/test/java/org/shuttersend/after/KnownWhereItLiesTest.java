package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Standing;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.HotFolders;

/// What is known of photos once they were moved.
class KnownWhereItLiesTest extends AtDesk {
  KnownWhereItLiesTest() {
    super(Desk.MOVE);
  }

  @Test
  void aPhotoThatIsPutBackIsKnownAndLeftThere() throws IOException {
    ObservedFile file = desk.deliver("IMG_1.jpg", "one");
    desk.move();
    Files.move(path("Sent/IMG_1.jpg"), path("IMG_1.jpg"));
    assertThat(desk.catalog().intake().news(List.of(file))).isEmpty();
    assertThat(desk.catalog().intake().settled(List.of(file))).isZero();
    var returned = desk.catalog().returns().movedAmong(List.of(file));
    desk.catalog().returns().putBack(returned);
    assertThat(desk.catalog().movedFiles().counts()).isEmpty();
    desk.restart(Desk.MOVE);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    desk.deliver("IMG_1.jpg", "one, edited");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void aPhotoIsReadWhereItLiesWhenAnotherServerIsAsked() throws IOException {
    desk.deliver("day/IMG_1.jpg", "one");
    desk.move();
    desk.deliver("day/IMG_1.jpg", "the next camera's first");
    assertThat(desk.catalog().target("http://one", Optional.of("a"))).isZero();
    assertThat(desk.catalog().target("http://other", Optional.of("b"))).isEqualTo(2);
    desk.catalog().intake().gone(new FileRef(desk.folder(), "day"), Disk.UNKNOWN);
    assertThat(state("day/IMG_1.jpg")).isPresent();
    List<Claim> claims = desk.catalog().outbox().claim(10, Set.of(desk.folder().id()));
    assertThat(claims)
        .singleElement()
        .satisfies(claim -> {
          assertThat(claim.file().ref().path()).isEqualTo("day/IMG_1.jpg");
          assertThat(claim.file().ref().file()).hasContent("one");
        });
  }

  @Test
  void whatIsKnownOfAMovedFileIsFoundWhereItLies() {
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    ObservedFile lying = HotFolders.look(new FileRef(desk.folder(), "Sent/IMG_1.jpg"));
    Standing standing = desk.catalog().knowledge().standings(List.of(lying)).getFirst();
    assertThat(standing.match()).isEqualTo(Standing.Match.SAME);
    assertThat(standing.isDelivered()).isTrue();
    ObservedFile edited = HotFolders.write(desk.folder(), "Sent/IMG_1.jpg", "one, edited");
    assertThat(desk.catalog().knowledge().standings(List.of(edited)).getFirst().match())
        .isEqualTo(Standing.Match.OTHER);
  }

  @Test
  void aFileOfAnotherCardIsNotTakenForOneThatWasMovedOnThis() {
    var first = new Disk("uuid-1", "first");
    var second = new Disk("uuid-2", "second");
    ObservedFile raw = HotFolders.write(desk.folder(), "IMG_1.NEF", "the first card's");
    desk.catalog().folderBook().connected(desk.folder(), Map.of("", first));
    desk.catalog().intake().settled(List.of(seen("IMG_1.NEF", raw, first)));
    desk.send();
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.NEF");
    assertThat(standing(seen("Sent/IMG_1.NEF", raw, first)).isDelivered()).isTrue();
    assertThat(standing(seen("Sent/IMG_1.NEF", raw, second)))
        .as("of its size and its time")
        .isEqualTo(Standing.UNKNOWN);
  }

  /// As on cards, where numbers do not last.
  private ObservedFile seen(String path, ObservedFile like, Disk disk) {
    return new ObservedFile(
        new FileRef(desk.folder(), path), like.stamp().withoutKey(), false, disk);
  }

  private Standing standing(ObservedFile file) {
    return desk.catalog().knowledge().standings(List.of(file)).getFirst();
  }
}
