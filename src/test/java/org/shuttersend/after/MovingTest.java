package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;

/// Which photos are moved, and when.
class MovingTest extends AtDesk {
  MovingTest() {
    super(Desk.MOVE);
  }

  @Test
  void aDeliveredPhotoIsMovedWithItsPathAndTold() {
    desk.deliver("day 1/IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/day 1/IMG_1.jpg");
    assertThat(desk.told)
        .singleElement()
        .satisfies(moved -> {
          assertThat(moved.file().path()).isEqualTo("day 1/IMG_1.jpg");
          assertThat(moved.file().lies()).isEqualTo("Sent/day 1/IMG_1.jpg");
          assertThat(moved.goal()).isEqualTo("Sent");
        });
    assertThat(desk.catalog().movedFiles().counts()).containsEntry("Sent", 1L);
    assertThat(desk.mover().isThrough()).isTrue();
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aPhotoThatIsNotDeliveredStays() {
    desk.write("IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
  }

  @Test
  void aReceiptThatTellsNoHashIsNotEnough() throws IOException {
    desk.write("IMG_1.jpg", "one");
    Claim claim = desk.catalog().outbox().claim(1, Set.of(desk.folder().id())).getFirst();
    var hash = HotFolders.hash(claim.file().ref().file());
    var ready =
        desk.catalog()
            .outbox()
            .hashed(List.of(new org.shuttersend.catalog.Outbox.Hashed(claim, hash)), false)
            .getFirst();
    assertThat(ready).isInstanceOf(org.shuttersend.catalog.AfterHash.Ready.class);
    Claim hashed = ((org.shuttersend.catalog.AfterHash.Ready) ready).claim();
    desk.catalog().outbox().accepted(hashed, new Receipt(Optional.empty(), Optional.empty()));
    assertThat(state("IMG_1.jpg")).hasValue(PhotoState.PROCESSED);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    assertThat(desk.mover().isThrough()).isTrue();
    desk.deliver("IMG_1.xmp", "its sidecar"); // brings it up again
    Files.delete(path("IMG_1.jpg"));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.xmp");
  }

  @Test
  void nothingIsOverwrittenAndThePhotoKeepsOneStem() {
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    desk.deliver("IMG_1.NEF", "another camera's raw");
    desk.deliver("IMG_1.jpg", "another camera's");
    desk.deliver("IMG_1.NEF.xmp", "its sidecar");
    desk.move();
    assertThat(desk.files())
        .containsEntry("Sent/IMG_1.jpg", "one")
        .containsEntry("Sent/IMG_1 (2).jpg", "another camera's")
        .containsEntry("Sent/IMG_1 (2).NEF", "another camera's raw")
        .containsEntry("Sent/IMG_1 (2).NEF.xmp", "its sidecar")
        .hasSize(4);
  }

  @Test
  void aPhotoIsMovedOnceAllItsFilesAreSafe() {
    desk.deliver("IMG_1.jpg", "picture");
    desk.write("IMG_1.NEF", "raw");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "IMG_1.NEF");
    desk.send();
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_1.NEF");
  }

  @Test
  void aPhotoWaitsForASidecarThatIsNotKnownYet() {
    desk.deliver("IMG_1.jpg", "picture");
    HotFolders.write(desk.folder(), "IMG_1.xmp", "just written");
    HotFolders.write(desk.folder(), "IMG_1.txt", "not to be sent");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg", "IMG_1.xmp", "IMG_1.txt");
    assertThat(desk.mover().isThrough()).isFalse();
    desk.deliver("IMG_1.xmp", "just written");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg", "Sent/IMG_1.xmp", "IMG_1.txt");
  }

  @Test
  void aPhotoWhoseRawWasDeletedUnsentGoesOn() throws IOException {
    desk.deliver("IMG_1.jpg", "picture");
    ObservedFile raw = desk.write("IMG_1.NEF", "raw");
    desk.move();
    Files.delete(raw.ref().file());
    desk.catalog().intake().gone(raw.ref(), Disk.UNKNOWN);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void whatReplacesAPhotoAtTheLastMomentGoesBackAndIsSent() {
    desk.deliver("IMG_1.jpg", "one");
    desk.disk.beforeRename(() -> replace("IMG_1.jpg", "a newer version"));
    desk.move();
    assertThat(desk.files()).containsEntry("IMG_1.jpg", "a newer version").hasSize(1);
    ObservedFile newer = HotFolders.look(new FileRef(desk.folder(), "IMG_1.jpg"));
    assertThat(desk.catalog().intake().news(List.of(newer))).containsExactly(newer);
    desk.catalog().intake().settled(List.of(newer));
    desk.send();
    desk.move();
    assertThat(desk.files()).containsEntry("Sent/IMG_1.jpg", "a newer version").hasSize(1);
  }

  @Test
  void whatGoesBackDoesNotOverwriteEither() {
    desk.deliver("IMG_1.jpg", "one");
    desk.disk.beforeRename(() -> replace("IMG_1.jpg", "a newer version"));
    desk.disk.afterRename(() -> HotFolders.write(desk.folder(), "IMG_1.jpg", "one more"));
    desk.move();
    assertThat(desk.files())
        .containsEntry("IMG_1.jpg", "one more")
        .containsEntry("IMG_1 (2).jpg", "a newer version")
        .hasSize(2);
  }

  private void replace(String name, String content) {
    try {
      Path work = Files.writeString(path(name + ".tmp"), content);
      Files.move(work, path(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPhotoThatWasChangedSinceStays() {
    desk.deliver("IMG_1.jpg", "one");
    HotFolders.write(desk.folder(), "IMG_1.jpg", "one, edited");
    desk.move();
    assertThat(desk.files()).containsEntry("IMG_1.jpg", "one, edited").hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPhotoThatIsOpenForWritingStaysUntilItIsClosed() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    try (FileChannel open = FileChannel.open(path("IMG_1.jpg"), StandardOpenOption.WRITE)) {
      desk.move();
      assertThat(open.isOpen()).isTrue();
      assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    }
    desk.move();
    assertThat(desk.files()).as("not before its time").containsOnlyKeys("IMG_1.jpg");
    desk.pass(Duration.ofSeconds(2));
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void whatWasSentBeforeItWasChosenIsMovedToo() throws IOException {
    desk.restart(AfterUpload.KEEP);
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("IMG_1.jpg");
    desk.restart(Desk.MOVE);
    desk.move();
    assertThat(desk.files()).containsOnlyKeys("Sent/IMG_1.jpg");
  }

  @Test
  void whatTheUserTookAwayIsNotLookedForAgain() throws IOException {
    desk.deliver("IMG_1.jpg", "one");
    Files.delete(path("IMG_1.jpg"));
    desk.move();
    assertThat(desk.mover().isThrough()).isTrue();
    assertThat(desk.catalog().moves().isLater(desk.folder())).isFalse();
    assertThat(state("IMG_1.jpg")).hasValue(PhotoState.PROCESSED);
  }
}
