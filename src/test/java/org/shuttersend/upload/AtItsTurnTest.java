package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Disk;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.HotFolders;

/// What lies at a photo's path when its turn comes may not be what was seen there.
class AtItsTurnTest extends Uploading {
  @Test
  void aFileThatChangedBeforeItsTurnIsNotSentAsItWas() {
    settle("a.jpg", "one");
    HotFolders.write(folder, "a.jpg", "something else");
    uploader.start();
    awaitStates(PhotoState.SUPERSEDED);
    assertThat(server.sends()).isEmpty();
    assertThat(lookedAgain).extracting(FileRef::path).containsExactly("a.jpg");
  }

  @Test
  void aFileThatChangesWhileItIsSentIsLookedAtAgain() {
    settle("a.jpg", "one");
    server.duringNextSend(() -> HotFolders.write(folder, "a.jpg", "two!"));
    uploader.start();
    awaitWhileTimePasses(() -> assertThat(lookedAgain).isNotEmpty());
    assertThat(server.has(HotFolders.hash("two!".getBytes(StandardCharsets.UTF_8))))
        .as("the changed bytes passed as the announced ones")
        .isFalse();
  }

  @Test
  void aFileThatVanishedIsGone() throws IOException {
    ObservedFile file = settle("a.jpg", "one");
    Files.delete(file.ref().file());
    uploader.start();
    awaitStates(PhotoState.GONE);
  }

  @Test
  void photosOfACardThatWasPulledWait() throws IOException {
    ObservedFile file = settle("a.jpg", "one");
    Files.move(folder.root(), temp.resolve("pulled"));
    uploader.start();
    awaitStates(PhotoState.HELD);
    assertThat(rows().getFirst().reason())
        .contains(Reason.of(Reason.Code.FOLDER_MISSING, folder.name()));
    Files.move(temp.resolve("pulled"), folder.root());
    catalog.outbox().sendNow(rows().getFirst().id());
    uploader.wake();
    awaitStates(PhotoState.PROCESSED);
    assertThat(server.has(HotFolders.hash(file.ref().file()))).isTrue();
  }

  @Test
  void photosOfAnEmptyMountPointWait() throws IOException {
    ObservedFile file = settle("a.jpg", "one");
    volumeThere.set(false);
    Files.delete(file.ref().file());
    uploader.start();
    awaitStates(PhotoState.HELD);
  }

  @Test
  void photosOfACardPulledWhileTheyAreSentWait() {
    ObservedFile file = settle("a.jpg", "one");
    server.duringNextSend(() -> {
      volumeThere.set(false);
      delete(file);
    });
    server.failNext(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
    uploader.start();
    awaitStates(PhotoState.HELD);
    assertThat(rows().getFirst().attempts()).isZero();
  }

  /// What is there at its path is another card's photo.
  @Test
  void photosOfACardWaitWhileAnotherOneHasItsPlace() {
    var card = new Disk("6334-3235", "CANON_DC");
    ObservedFile other = HotFolders.write(folder, "a.jpg", "the other card's");
    catalog.folderBook().connected(folder, Map.of("", card));
    catalog
        .intake()
        .settled(
            List.of(
                new ObservedFile(
                    other.ref(), new FileStamp(3, other.stamp().modified(), ""), false, card)));
    onItsDisk.set(false);
    uploader.start();
    awaitStates(PhotoState.HELD);
    assertThat(rows().getFirst().reason())
        .contains(Reason.of(Reason.Code.VOLUME_MISSING, "CANON_DC"));
    assertThat(lookedAgain).isEmpty();
    assertThat(rows().getFirst().attempts()).isZero();
  }

  @Test
  void anotherCardsFileOfTheSameSizeAndTimeIsNotSentInItsPlace() {
    var card = new Disk("vfat 1", "CANON_DC");
    ObservedFile there = HotFolders.write(folder, "DCIM/a.jpg", "of the other card");
    catalog.folderBook().connected(folder, Map.of("", card));
    catalog.intake().settled(List.of(new ObservedFile(there.ref(), there.stamp(), false, card)));
    onItsDisk.set(false);
    uploader.start();
    awaitStates(PhotoState.HELD);
    assertThat(server.sends()).isEmpty();
  }

  private static void delete(ObservedFile file) {
    try {
      Files.delete(file.ref().file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
