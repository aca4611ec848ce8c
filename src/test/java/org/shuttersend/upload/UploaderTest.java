package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Lists;
import org.shuttersend.model.Disk;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.settle.Look;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.testkit.RecordingDestination;

class UploaderTest {
  private static final Reason BROKEN = Reason.of(Reason.Code.SERVER_ERROR, "500");

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final RecordingDestination server = new RecordingDestination();
  private final Set<FileRef> lookedAgain = Collections.synchronizedSet(new HashSet<>());
  private final AtomicBoolean volumeThere = new AtomicBoolean(true);
  private final AtomicBoolean onItsDisk = new AtomicBoolean(true);
  private Catalog catalog;
  private HotFolder folder;
  private HotFolder slow;
  private Set<Integer> connected = Set.of();

  /// How many looks at each of its files the slow folder still answers.
  private volatile int answers = Integer.MAX_VALUE;

  private final Map<Path, Integer> looks = new ConcurrentHashMap<>();
  private final CountDownLatch answered = new CountDownLatch(1);
  private Governor governor;
  private Uploader uploader;

  @BeforeEach
  void open() throws IOException, SQLException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> UUID.randomUUID().toString());
    Path root = Files.createDirectories(temp.resolve("hot"));
    Path share = Files.createDirectories(temp.resolve("share"));
    List<HotFolder> folders = catalog.activate(List.of(root, share));
    folder = folders.getFirst();
    slow = folders.getLast();
    connected = Set.of(folder.id(), slow.id());
    governor = new Governor(4, clock);
    uploader =
        new Uploader(
            catalog.outbox(),
            () -> server,
            _ -> {},
            () -> connected,
            this::look,
            _ -> onItsDisk.get(),
            file -> volumeThere.get() && Files.isDirectory(file.ref().folder().root()),
            lookedAgain::add,
            governor,
            clock,
            clock::nanos,
            new Random(1));
  }

  private Glance look(Path file) {
    if (file.startsWith(slow.root()) && looks.merge(file, 1, Integer::sum) > answers) {
      try {
        answered.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Look.onDisk().at(file);
  }

  @AfterEach
  void close() {
    answered.countDown();
    uploader.close();
    catalog.close();
  }

  private ObservedFile settle(String path, String content) {
    return settle(folder, path, content);
  }

  private ObservedFile settle(HotFolder folder, String path, String content) {
    ObservedFile file = HotFolders.write(folder, path, content);
    catalog.intake().settled(List.of(file));
    uploader.wake();
    return file;
  }

  private List<PhotoRow> rows() {
    return catalog.lists().inState(Optional.empty(), Lists.PAGE_LIMIT).reversed();
  }

  /// Time stands still.
  private void awaitStates(PhotoState... states) {
    await().untilAsserted(() -> assertStates(states));
  }

  private void awaitStatesWhileTimePasses(PhotoState... states) {
    awaitWhileTimePasses(() -> assertStates(states));
  }

  private void awaitWhileTimePasses(Runnable assertion) {
    await()
        .untilAsserted(() -> {
          clock.advance(Duration.ofMillis(100));
          uploader.wake();
          assertion.run();
        });
  }

  private void assertStates(PhotoState... states) {
    assertThat(rows().stream().map(row -> row.state().orElseThrow())).containsExactly(states);
  }

  @Test
  void everyPhotoIsSentOnceAndSeveralAtATime() {
    var gate = new CountDownLatch(1);
    server.holdAt(gate);
    for (int i = 0; i < 100; i++) {
      settle("p%d.jpg".formatted(i), "content " + i);
    }
    uploader.start();
    await().until(() -> server.mostAtOnce() == 4);
    gate.countDown();
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == 100);
    assertThat(server.sends()).hasSize(100).doesNotHaveDuplicates();
    assertThat(server.mostAtOnce()).isEqualTo(4);
  }

  @Test
  void whatWasChangedBackIsAskedAboutAndNotSentTwice() throws IOException {
    uploader.start();
    settle("a.jpg", "one");
    awaitStates(PhotoState.PROCESSED);
    settle("a.jpg", "two and more");
    awaitStates(PhotoState.PROCESSED, PhotoState.PROCESSED);
    settle("a.jpg", "one");
    awaitStates(PhotoState.PROCESSED, PhotoState.PROCESSED, PhotoState.DUPLICATE);
    assertThat(server.sends()).hasSize(2);
    assertThat(server.lastAsked()).containsExactly("a.jpg");
  }

  @Test
  void aTemporaryFailureIsTriedAgain() {
    server.failNext(new Failure.Retry(BROKEN));
    settle("a.jpg", "one");
    uploader.start();
    awaitStatesWhileTimePasses(PhotoState.PROCESSED);
    assertThat(server.sends()).hasSize(2);
    assertThat(rows().getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void aBrokenConnectionIsGoneOnFromWithoutSpendingAnAttempt() {
    server.failNext(new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "reset")));
    settle("a.jpg", "one");
    uploader.start();
    awaitStatesWhileTimePasses(PhotoState.PROCESSED);
    assertThat(rows().getFirst().attempts()).isZero();
  }

  @Test
  void aPermanentFailureIsNotTriedAgainAndHoldsNobodyElse() {
    server.failNext(new Failure.GiveUp(Reason.of(Reason.Code.TOO_LARGE)));
    settle("a.jpg", "one");
    uploader.start();
    awaitStates(PhotoState.FAILED);
    settle("b.jpg", "two");
    awaitStates(PhotoState.FAILED, PhotoState.PROCESSED);
    assertThat(server.sends()).containsExactly("a.jpg", "b.jpg");
  }

  @Test
  void whenTheServerAsksForTimeAllWaitAndNoAttemptIsSpent() {
    Instant until = clock.instant().plusMillis(1500);
    server.failNext(new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), until));
    settle("a.jpg", "one");
    uploader.start();
    await().until(() -> uploader.pace().hold().isPresent());
    settle("b.jpg", "two");
    awaitStatesWhileTimePasses(PhotoState.PROCESSED, PhotoState.PROCESSED);
    assertThat(clock.instant()).isAfterOrEqualTo(until);
    assertThat(rows()).allMatch(row -> row.attempts() == 0);
  }

  @Test
  void anUnreachableServerCostsNoAttemptHoweverLong() {
    var nobody = new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));
    server.failNext(nobody, nobody);
    settle("a.jpg", "one");
    uploader.start();
    awaitStatesWhileTimePasses(PhotoState.PROCESSED);
    assertThat(rows().getFirst().attempts()).isZero();
    assertThat(uploader.pace().hold()).isEmpty();
  }

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
    catalog.folderBook().connected(folder, Set.of(card));
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
    catalog.folderBook().connected(folder, Set.of(card));
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

  @Test
  void whatTheServerHasIsNotSent() throws IOException {
    settle("a.jpg", "one");
    uploader.start();
    awaitStates(PhotoState.PROCESSED);
    settle("copy.jpg", "one");
    awaitStates(PhotoState.PROCESSED, PhotoState.DUPLICATE);
    assertThat(server.sends()).containsExactly("a.jpg");
  }

  @Test
  void aPauseHoldsEverythingUntilItEnds() {
    governor.pause();
    uploader.start();
    settle("a.jpg", "one");
    assertThat(uploader.pace().hold().orElseThrow().reason().code()).isEqualTo(Reason.Code.PAUSED);
    assertThat(server.sends()).isEmpty();
    governor.resume();
    awaitStates(PhotoState.PROCESSED);
  }

  @Test
  void whatIsUnderWayWhenTheProgramEndsIsAskedAboutAtTheNextStart()
      throws IOException, SQLException {
    var gate = new CountDownLatch(1);
    server.holdAt(gate);
    settle("a.jpg", "one");
    uploader.start();
    await().until(() -> !server.sends().isEmpty());
    uploader.close();
    assertThat(rows().getFirst().state()).contains(PhotoState.SENDING);
    assertThat(rows().getFirst().attempts()).isZero();
    assertThat(catalog.outbox().recover(Set.of())).isEqualTo(1);
    assertThat(catalog.outbox().claim(1, Set.of(folder.id())).getFirst().begun()).isTrue();
  }

  /// Both hashers waited for a share, and nothing was sent from anywhere.
  @Test
  void readsThatHangBeforeSendingHoldUpTheirOwnFolderOnly() {
    answers = 0;
    hangAndSendFromTheOther();
  }

  /// All places at the server were taken by photos whose reads never came back.
  @Test
  void readsThatHangWhileSendingHoldUpTheirOwnFolderOnly() {
    answers = 2; // those of hashing
    hangAndSendFromTheOther();
  }

  private void hangAndSendFromTheOther() {
    for (int i = 0; i < 12; i++) {
      settle(slow, "slow %d.jpg".formatted(i), "slow " + i);
    }
    uploader.start();
    await().until(() -> looks.values().stream().anyMatch(count -> count > answers));
    for (int i = 0; i < 10; i++) {
      settle("p%d.jpg".formatted(i), "content " + i);
    }
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(10));
    awaitWhileTimePasses(() ->
        assertThat(rows())
            .filteredOn(row -> row.ref().folder().equals(slow))
            .as("the reason is told")
            .hasSize(12)
            .allSatisfy(
                row -> assertThat(row.reason()).contains(Reason.of(Reason.Code.FILE_UNSEEN))));
    settle("later.jpg", "later");
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(11));
    assertThat(readers()).isLessThan(20);

    answered.countDown();
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(23));
    assertThat(server.sends()).hasSize(23).doesNotHaveDuplicates();
    assertThat(rows()).allSatisfy(row -> assertThat(row.attempts()).isZero());
  }

  private static long readers() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith("upload-"))
        .filter(entry ->
            Arrays.stream(entry.getValue()).anyMatch(at -> at.getMethodName().equals("look")))
        .count();
  }
}
