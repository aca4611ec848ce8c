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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Standing;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Receipt;
import org.shuttersend.model.Trouble;
import org.shuttersend.testkit.HotFolders;

/// Which photos are moved, when, and what becomes of them afterwards.
class MovingTest {
  @TempDir Path temp;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(temp, Desk.MOVE);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Path path(String name) {
    return desk.folder().root().resolve(name);
  }

  private List<Trouble.Kind> troubles() {
    return desk.mover().troubles().first().stream().map(Trouble::kind).toList();
  }

  private Optional<PhotoState> state(String path) {
    return desk.catalog().lists().inState(Optional.empty(), 50).stream()
        .filter(row -> row.ref().path().equals(path))
        .findFirst()
        .flatMap(row -> row.state());
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

  @Test
  void aCardHasATrashOfItsOwn() throws IOException {
    desk.restart(Desk.TRASH);
    desk.disk.card(desk.folder().root());
    desk.deliver("DCIM/IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files())
        .containsOnlyKeys(".Trash-1000/files/IMG_1.jpg", ".Trash-1000/info/IMG_1.jpg.trashinfo")
        .containsEntry(".Trash-1000/files/IMG_1.jpg", "one");
    assertThat(desk.files().get(".Trash-1000/info/IMG_1.jpg.trashinfo"))
        .contains("\nPath=DCIM/IMG_1.jpg\n");
    ObservedFile lying = HotFolders.look(new FileRef(desk.folder(), ".Trash-1000/files/IMG_1.jpg"));
    assertThat(desk.catalog().knowledge().standings(List.of(lying)).getFirst().isDelivered())
        .isTrue();
  }

  @Test
  void whereThereIsNoTrashThatIsSaidAndThePhotoStays() throws IOException {
    desk.restart(Desk.TRASH);
    desk.disk.card(desk.folder().root());
    Files.writeString(path(".Trash-1000"), "no folder");
    desk.deliver("IMG_1.jpg", "one");
    desk.move();
    assertThat(desk.files()).containsOnlyKeys(".Trash-1000", "IMG_1.jpg");
    assertThat(troubles()).containsExactly(Trouble.Kind.MOVE_NO_TRASH);
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

  @Test
  void theTrashTellsWhereAPhotoWas() throws IOException {
    desk.restart(Desk.TRASH);
    desk.deliver("Été/IMG 1.jpg", "one");
    desk.deliver("IMG 1.jpg", "two");
    desk.move();
    assertThat(desk.files())
        .containsEntry("home/Trash/files/IMG 1.jpg", "two")
        .containsEntry("home/Trash/files/IMG 1 (2).jpg", "one");
    String note = Files.readString(desk.trash().resolve("info/IMG 1 (2).jpg.trashinfo"));
    assertThat(note)
        .startsWith("[Trash Info]\nPath=")
        .contains("/Exports/%C3%89t%C3%A9/IMG%201.jpg\n")
        .contains("DeletionDate=2026-11-22T10:00:00");
    assertThat(desk.catalog().movedFiles().counts()).containsEntry("", 2L);
  }
}
