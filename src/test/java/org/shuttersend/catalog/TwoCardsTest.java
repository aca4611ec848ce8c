package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.ManualClock;

/// What is known of files when one card comes in the place of another. On cards, files have no
/// numbers that last.
class TwoCardsTest {
  private static final Instant SHOT = Instant.parse("2026-11-22T09:00:00Z");
  private static final Disk FIRST = new Disk("6334-3235", "CANON_DC");
  private static final Disk SECOND = new Disk("0A1B-2C3D", "CANON_DC");
  private static final Disk HOME = new Disk("ext4 home", "home");
  private static final Disk THIRD = new Disk("ext4 1", "sdb1");

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(SHOT.plusSeconds(600));
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> "key");
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private ObservedFile file(Disk disk, long size, String key) {
    return file("DCIM/IMG_0001.JPG", disk, size, key);
  }

  private ObservedFile file(String path, Disk disk, long size, String key) {
    return new ObservedFile(new FileRef(folder, path), new FileStamp(size, SHOT, key), false, disk);
  }

  private void settle(ObservedFile file) {
    catalog.intake().settled(List.of(file));
  }

  private List<ObservedFile> news(ObservedFile file) {
    return catalog.intake().news(List.of(file));
  }

  private List<PhotoRow> rows() {
    return catalog.lists().inState(Optional.empty(), 10);
  }

  private List<PhotoState> states() {
    return rows().reversed().stream().map(row -> row.state().orElseThrow()).toList();
  }

  private List<Disk> claimed() {
    return catalog.outbox().claim(10, Set.of(folder.id())).stream()
        .map(claim -> claim.file().disk())
        .toList();
  }

  /// The card in the only reader.
  private void connect(Disk... card) {
    connect(card.length == 0 ? Map.of("", HOME) : Map.of("", HOME, "DCIM", card[0]));
  }

  private void connect(Map<String, Disk> disks) {
    catalog.folderBook().connected(folder, disks);
  }

  @Test
  void onePathOnTwoCardsIsTwoPhotosAndEachWaitsForItsOwn() {
    connect(FIRST);
    settle(file(FIRST, 100, ""));
    connect(SECOND);
    ObservedFile other = file(SECOND, 200, "");
    assertThat(news(other)).containsExactly(other);
    settle(other);
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.QUEUED);
    assertThat(rows().getLast().reason())
        .contains(Reason.of(Reason.Code.VOLUME_MISSING, "CANON_DC"));
    assertThat(rows().getFirst().reason()).isEmpty();
    assertThat(catalog.lists().awayByFolder()).containsEntry(folder.id(), 1L);

    assertThat(claimed()).containsExactly(SECOND);
    connect(FIRST);
    assertThat(claimed()).as("one of a path at a time").isEmpty();
    catalog.outbox().recover(Set.of());
    assertThat(claimed()).containsExactly(FIRST);
  }

  @Test
  void whatIsDueTwiceAtOnePathIsSentOneAfterTheOther() {
    connect(FIRST);
    settle(file(Disk.UNKNOWN, 100, ""));
    settle(file(FIRST, 200, ""));
    connect(Map.of("", FIRST));
    assertThat(claimed()).containsExactly(Disk.UNKNOWN);
    assertThat(claimed()).as("one of a path at a time").isEmpty();
  }

  @Test
  void onePathOnTwoCardsThatAreThereAtOnceDoesNotStopWhatIsSent() {
    connect(Map.of("", HOME, "EOS", FIRST));
    settle(file("EOS/a.jpg", FIRST, 100, ""));
    connect(Map.of("", HOME, "EOS", SECOND));
    settle(file("EOS/a.jpg", SECOND, 200, ""));
    connect(Map.of("", HOME, "EOS", SECOND, "EOS1", FIRST));
    assertThat(claimed()).containsExactly(SECOND);
  }

  @Test
  void aCardThatComesBackAtAnotherPlaceIsNotWhereItsPhotosWere() {
    connect(Map.of("", HOME, "EOS", FIRST));
    settle(file("EOS/a.jpg", FIRST, 100, ""));
    settle(file("EOS/b.jpg", HOME, 100, ""));
    connect(Map.of("", HOME, "EOS1", FIRST));
    assertThat(claimed()).as("what the card had hidden").containsExactly(HOME);
    assertThat(catalog.outbox().nextDue(Set.of(folder.id()))).isEmpty();
    assertThat(catalog.lists().awayByFolder()).containsEntry(folder.id(), 1L);
    assertThat(rows().getLast().reason())
        .contains(Reason.of(Reason.Code.VOLUME_MISSING, "CANON_DC"));

    settle(file("EOS1/a.jpg", FIRST, 100, ""));
    catalog.intake().searched(new FileRef(folder, "EOS"));
    catalog.intake().searched(FileRef.root(folder));
    assertThat(states()).doesNotContain(PhotoState.GONE);
    catalog.intake().searched(new FileRef(folder, "EOS1"));
    assertThat(states())
        .containsExactlyInAnyOrder(PhotoState.GONE, PhotoState.SENDING, PhotoState.QUEUED);
    assertThat(claimed()).containsExactly(FIRST);
  }

  @Test
  void whatACardHidesWaitsUntilItIsPulled() {
    settle(file("EOS/a.jpg", HOME, 100, ""));
    connect(Map.of("", HOME, "EOS", FIRST));
    assertThat(claimed()).isEmpty();
    assertThat(catalog.lists().hasOpen(Set.of(folder.id()))).isFalse();
    connect(Map.of("", HOME, "EOS", Disk.UNKNOWN));
    assertThat(claimed()).isEmpty();
    connect();
    assertThat(claimed()).containsExactly(HOME);
  }

  @Test
  void whatIsKnownFromBeforeIsNotSupersededByAnotherCard() {
    connect(FIRST);
    settle(file(Disk.UNKNOWN, 100, ""));
    connect(SECOND);
    settle(file(SECOND, 200, ""));
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.QUEUED);
    assertThat(claimed()).as("the other's file is not there").containsExactly(SECOND);
    catalog.outbox().recover(Set.of());
    catalog.intake().gone(new FileRef(folder, "DCIM"), SECOND);
    assertThat(states()).containsExactlyInAnyOrder(PhotoState.QUEUED, PhotoState.GONE);

    connect(FIRST);
    assertThat(news(file(FIRST, 100, ""))).isEmpty();
    assertThat(claimed()).containsExactly(FIRST);
  }

  @Test
  void whatIsKnownFromBeforeIsSupersededWhereItWasEdited() {
    connect();
    settle(file(Disk.UNKNOWN, 100, ""));
    settle(file(HOME, 200, ""));
    assertThat(states()).containsExactlyInAnyOrder(PhotoState.SUPERSEDED, PhotoState.QUEUED);
    settle(file("b.jpg", Disk.UNKNOWN, 100, ""));
    catalog.intake().gone(new FileRef(folder, "b.jpg"), HOME);
    assertThat(states()).contains(PhotoState.GONE);
  }

  @Test
  void aCardThatNeverComesBackIsGivenUp() {
    connect(FIRST);
    settle(file(FIRST, 100, ""));
    long id = rows().getFirst().id();
    assertThat(catalog.outbox().dismiss(id)).as("it can be sent").isFalse();
    connect();
    assertThat(catalog.outbox().dismiss(id)).isTrue();
    assertThat(states()).containsExactly(PhotoState.DISMISSED);
    connect(FIRST);
    assertThat(news(file(FIRST, 100, ""))).isEmpty();
  }

  @Test
  void onlyWhatIsNotAwayIsOpen() {
    Set<Integer> all = Set.of(folder.id());
    assertThat(catalog.lists().hasOpen(all)).isFalse();
    connect(FIRST);
    settle(file(FIRST, 100, ""));
    assertThat(catalog.lists().hasOpen(all)).isTrue();
    assertThat(catalog.lists().hasOpen(Set.of())).isFalse();
    connect(SECOND);
    assertThat(catalog.lists().hasOpen(all)).isFalse();
    connect(FIRST);
    assertThat(claimed()).containsExactly(FIRST);
    connect(SECOND);
    assertThat(catalog.lists().hasOpen(all)).as("being sent").isTrue();
  }

  @Test
  void aDiskThatCannotBeNamedAnyMoreIsNotWaitedFor() {
    connect(FIRST);
    settle(file(FIRST, 100, ""));
    connect(Disk.UNKNOWN);
    assertThat(claimed()).isEmpty();
    assertThat(news(file(Disk.UNKNOWN, 100, ""))).isEmpty();
    assertThat(claimed()).containsExactly(Disk.UNKNOWN);
  }

  @Test
  void theSameSizeAndTimeOnAnotherCardMayBeAnotherPhoto() {
    settle(file(FIRST, 100, ""));
    ObservedFile other = file(SECOND, 100, "");
    assertThat(news(other)).containsExactly(other);
    settle(other);
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.QUEUED);
    assertThat(news(file(FIRST, 100, ""))).isEmpty();
    assertThat(news(other)).isEmpty();
  }

  @Test
  void aFileIsGoneOnTheCardThatIsThereOnly() {
    settle(file(FIRST, 100, ""));
    settle(file(SECOND, 200, ""));
    catalog.intake().gone(new FileRef(folder, "DCIM"), THIRD);
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.QUEUED);
    catalog.intake().gone(new FileRef(folder, "DCIM"), SECOND);
    assertThat(states()).containsExactlyInAnyOrder(PhotoState.QUEUED, PhotoState.GONE);
  }

  @Test
  void aFileThatChangedOnItsCardIsSupersededThere() {
    settle(file(FIRST, 100, ""));
    settle(file(SECOND, 200, ""));
    settle(file(SECOND, 201, ""));
    assertThat(states())
        .containsExactlyInAnyOrder(PhotoState.QUEUED, PhotoState.SUPERSEDED, PhotoState.QUEUED);
  }

  @Test
  void aDiskThatIsCalledOtherwiseIsKnownByItsFiles() {
    settle(file(THIRD, 100, "4711"));
    connect(SECOND);
    assertThat(news(file(SECOND, 100, "4712"))).as("another number").hasSize(1);
    assertThat(news(file(SECOND, 100, "4711"))).isEmpty();
    assertThat(claimed()).as("it is on that disk from now on").containsExactly(SECOND);
  }

  @Test
  void whatIsKnownFromBeforeIsGivenItsDisk() {
    settle(file(Disk.UNKNOWN, 100, "12"));
    assertThat(news(file(FIRST, 100, ""))).as("it had a number once").isEmpty();
    settle(file(SECOND, 200, ""));
    assertThat(states()).containsExactly(PhotoState.QUEUED, PhotoState.QUEUED);
    connect(FIRST);
    assertThat(claimed()).containsExactly(FIRST);
  }

  @Test
  void whatWasLeftIsNotQueuedAgainWhenItsCardIsBack() {
    connect(FIRST);
    settle(file(FIRST, 100, ""));
    Claim claim = catalog.outbox().claim(1, Set.of(folder.id())).getFirst();
    catalog.outbox().fail(claim, Reason.of(Reason.Code.TOO_LARGE), Optional.empty());
    catalog.outbox().dismiss(claim.id());
    connect();
    connect(FIRST);
    assertThat(news(file(FIRST, 100, ""))).isEmpty();
    settle(file(FIRST, 100, ""));
    assertThat(states()).containsExactly(PhotoState.DISMISSED);
  }

  @Test
  void whatWasThereBeforeWasThereOnItsCard() {
    catalog.baseline().choose(folder, true);
    catalog.baseline().add(List.of(file(FIRST, 100, "")));
    catalog.baseline().taken(folder);
    assertThat(catalog.baseline().without(List.of(file(FIRST, 100, "")))).isEmpty();
    assertThat(catalog.baseline().without(List.of(file(SECOND, 100, "")))).hasSize(1);
  }
}
