package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

class CatalogTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Reason BROKEN = Reason.of(Reason.Code.CONNECTION_LOST, "reset");

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(START);
  private final AtomicInteger keys = new AtomicInteger();
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException, SQLException {
    catalog = reopened();
    Path root = Files.createDirectories(temp.resolve("Exports"));
    folder = catalog.activate(List.of(root)).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Catalog reopened() throws IOException, SQLException {
    return Catalog.open(temp.resolve("data"), clock, () -> "key-" + keys.incrementAndGet());
  }

  private ObservedFile settle(String path, String content) {
    ObservedFile file = HotFolders.write(folder, path, content);
    catalog.intake().settled(List.of(file));
    return file;
  }

  private Claim claimOne() {
    List<Claim> claims = catalog.outbox().claim(10, Set.of(1, 2, 3));
    assertThat(claims).hasSize(1);
    return claims.getFirst();
  }

  private Claim hashed(Claim claim) {
    var answer =
        catalog
            .outbox()
            .hashed(
                List.of(new Outbox.Hashed(claim, HotFolders.hash(claim.file().ref().file()))),
                false)
            .getFirst();
    return answer instanceof AfterHash.Ready(Claim ready) ? ready : claim;
  }

  private Claim acceptedWithJob(String job) {
    Claim claim = hashed(claimOne());
    assertThat(catalog.outbox().accepted(claim, receipt(claim, job))).isTrue();
    return claim;
  }

  private static Receipt receipt(Claim claim, String job) {
    return new Receipt(claim.hash(), Optional.of(job));
  }

  private List<PhotoState> states() {
    return catalog.lists().inState(Optional.empty(), 100).reversed().stream()
        .map(row -> row.state().orElseThrow())
        .toList();
  }

  private void job(String id, JobState state) {
    catalog.jobs().changed(List.of(new JobChange(id, state, 7, Optional.of("truncated"))));
  }

  @Test
  void aPhotoGoesFromSettledToDelivered() {
    settle("a.jpg", "one");
    assertThat(states()).containsExactly(PhotoState.QUEUED);
    acceptedWithJob("job-1");
    assertThat(states()).containsExactly(PhotoState.ACCEPTED);
    job("job-1", JobState.DONE);
    assertThat(states()).containsExactly(PhotoState.PROCESSED);
    assertThat(catalog.lists().tally().delivered().photos()).isEqualTo(1);
    assertThat(catalog.lists().today().photos()).isEqualTo(1);
  }

  @Test
  void aFileKnownExactlySoIsNoNews() {
    ObservedFile file = settle("a.jpg", "one");
    assertThat(catalog.intake().news(List.of(file))).isEmpty();
    assertThat(catalog.intake().settled(List.of(file))).isZero();
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).hasSize(1);
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
  }

  @Test
  void anUploadKeyIsStoredBeforeSendingAndStaysTheSame() throws IOException, SQLException {
    settle("a.jpg", "one");
    String key = claimOne().uploadKey();
    catalog.close();
    catalog = reopened();
    assertThat(catalog.outbox().recover(Set.of())).isEqualTo(1);
    Claim again = claimOne();
    assertThat(again.uploadKey()).isEqualTo(key);
    assertThat(again.begun()).isTrue();
  }

  @Test
  void aNewerVersionWaitsUntilTheOlderIsResolved() {
    settle("a.jpg", "one");
    Claim older = hashed(claimOne());
    settle("a.jpg", "number two");
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
    catalog.outbox().accepted(older, receipt(older, "job-1"));
    Claim newer = claimOne();
    assertThat(newer.file().stamp().size()).isEqualTo("number two".length());
    assertThat(newer.uploadKey()).isNotEqualTo(older.uploadKey());
  }

  @Test
  void aFailedOlderVersionIsSuperseded() {
    settle("a.jpg", "one");
    Claim older = claimOne();
    settle("a.jpg", "number two");
    catalog.outbox().retry(older, BROKEN, clock.instant());
    assertThat(states()).containsExactly(PhotoState.SUPERSEDED, PhotoState.QUEUED);
  }

  @Test
  void aWaitingOlderVersionIsSupersededAtOnce() {
    settle("a.jpg", "one");
    settle("a.jpg", "number two");
    assertThat(states()).containsExactly(PhotoState.SUPERSEDED, PhotoState.QUEUED);
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).hasSize(1);
  }

  @Test
  void aFileThatChangedUnderwayIsNewsAgainEvenWithItsOldStamp() {
    ObservedFile file = settle("a.jpg", "one");
    catalog.outbox().superseded(claimOne());
    assertThat(catalog.intake().news(List.of(file))).containsExactly(file);
    assertThat(catalog.intake().settled(List.of(file))).isEqualTo(1);
  }

  @Test
  void aTouchWithoutChangeSendsNothing() throws IOException {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    FileRef ref = new FileRef(folder, "a.jpg");
    Files.setLastModifiedTime(ref.file(), FileTime.from(START.plusSeconds(99)));
    ObservedFile touched = HotFolders.look(ref);
    catalog.intake().settled(List.of(touched));
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED);
    assertThat(catalog.intake().news(List.of(touched))).isEmpty();
  }

  @Test
  void aCopyOfAcceptedContentIsADuplicate() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.DUPLICATE);
  }

  @Test
  void aCopyOfAcceptedContentIsAskedAboutWhereTheServerCanTell() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    Claim copy = claimOne();
    var hashed = new Outbox.Hashed(copy, HotFolders.hash(copy.file().ref().file()));
    assertThat(catalog.outbox().hashed(List.of(hashed), true).getFirst())
        .isInstanceOf(AfterHash.Ready.class);
  }

  @Test
  void ofTwoCopiesOnlyOneIsSentShouldTheServerHaveLostTheirContent() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    settle("copy.jpg", "one");
    settle("another.jpg", "one");
    List<Outbox.Hashed> both =
        catalog.outbox().claim(10, Set.of(1, 2, 3)).stream()
            .map(claim -> new Outbox.Hashed(claim, HotFolders.hash(claim.file().ref().file())))
            .toList();
    catalog.outbox().hashed(both, true);
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.SENDING, PhotoState.HELD);
  }

  @Test
  void twinsInFlightAreSentOnce() {
    settle("a.jpg", "one");
    settle("copy.jpg", "one");
    List<Claim> both = catalog.outbox().claim(10, Set.of(1, 2, 3));
    Claim first = hashed(both.getFirst());
    hashed(both.getLast());
    assertThat(states()).containsExactly(PhotoState.SENDING, PhotoState.HELD);
    catalog.outbox().accepted(first, receipt(first, "job-1"));
    clock.advance(Duration.ofSeconds(2));
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED, PhotoState.DUPLICATE);
  }

  @Test
  void anOutdatedClaimChangesNothing() {
    settle("a.jpg", "one");
    Claim claim = hashed(claimOne());
    assertThat(catalog.outbox().accepted(claim, receipt(claim, "job-1"))).isTrue();
    assertThat(catalog.outbox().retry(claim, BROKEN, clock.instant())).isFalse();
    assertThat(catalog.outbox().gone(claim)).isFalse();
    assertThat(states()).containsExactly(PhotoState.ACCEPTED);
  }

  @Test
  void aRetryWaitsForItsTimeAndSpendsAnAttempt() {
    settle("a.jpg", "one");
    catalog.outbox().retry(claimOne(), BROKEN, clock.instant().plusSeconds(4));
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
    assertThat(catalog.outbox().nextDue(Set.of(1, 2, 3))).contains(START.plusSeconds(4));
    clock.advance(Duration.ofSeconds(4));
    assertThat(claimOne().attempt()).isEqualTo(1);
  }

  @Test
  void aHoldSpendsNoAttempt() {
    settle("a.jpg", "one");
    catalog.outbox().hold(claimOne(), BROKEN, clock.instant().plusSeconds(4));
    assertThat(states()).containsExactly(PhotoState.HELD);
    clock.advance(Duration.ofSeconds(5));
    assertThat(claimOne().attempt()).isZero();
  }

  @Test
  void aFailedPhotoWaitsForTheUserWhoMaySendItAgainOrDismissIt() {
    settle("a.jpg", "one");
    catalog.outbox().fail(claimOne(), BROKEN, Optional.empty());
    clock.advance(Duration.ofDays(9));
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
    PhotoRow row = catalog.lists().page(PhotoList.ATTENTION, "", START, 0, 10).getFirst();
    assertThat(row.reason()).contains(BROKEN);
    assertThat(catalog.outbox().sendNow(row.id())).isTrue();
    Claim again = claimOne();
    assertThat(again.attempt()).isZero();
    catalog.outbox().fail(again, BROKEN, Optional.empty());
    assertThat(catalog.outbox().dismiss(row.id())).isTrue();
    assertThat(catalog.lists().count(PhotoList.ATTENTION, "", START)).isZero();
  }

  @Test
  void newsThatComeBeforeTheReceiptAreNotLost() {
    settle("a.jpg", "one");
    Claim claim = hashed(claimOne());
    job("job-1", JobState.RUNNING);
    job("job-1", JobState.DONE);
    catalog.outbox().accepted(claim, receipt(claim, "job-1"));
    assertThat(states()).containsExactly(PhotoState.PROCESSED);
  }

  @Test
  void aPhotoTheServerCouldNotProcessNeedsAttention() {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    job("job-1", JobState.FAILED);
    assertThat(states()).containsExactly(PhotoState.REFUSED);
    assertThat(catalog.lists().tally().attention().photos()).isEqualTo(1);
  }

  @Test
  void whatIsGoneBeforeItWasSentIsNotSentAndComesBackAsNews() {
    ObservedFile file = settle("card/a.jpg", "one");
    settle("card2/b.jpg", "two");
    catalog.intake().gone(new FileRef(folder, "card"), Disk.UNKNOWN);
    assertThat(states()).containsExactly(PhotoState.GONE, PhotoState.QUEUED);
    assertThat(catalog.intake().news(List.of(file))).hasSize(1);
    catalog.intake().settled(List.of(file));
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).hasSize(2);
  }

  @Test
  void anotherServerIsAskedAboutEverythingAgain() {
    settle("a.jpg", "one");
    assertThat(catalog.target("http://one", Optional.of("x"))).isZero();
    acceptedWithJob("job-1");
    job("job-1", JobState.DONE);
    assertThat(catalog.target("http://one:2", Optional.of("x"))).as("moved").isZero();
    assertThat(catalog.target("http://one:2", Optional.of("y"))).as("reset").isEqualTo(1);
    assertThat(states()).containsExactly(PhotoState.QUEUED);
  }

  @Test
  void whatTheServerBeforeSaysOnceAnotherIsThereIsNotBelieved() {
    settle("a.jpg", "one");
    catalog.target("http://one", Optional.of("x"));
    Claim claim = hashed(claimOne());
    catalog.target("http://one", Optional.of("y"));
    assertThat(catalog.outbox().accepted(claim, receipt(claim, "job-1"))).isFalse();
    assertThat(catalog.outbox().alreadyThere(claim, receipt(claim, "job-1"), true)).isFalse();
    assertThat(catalog.outbox().recover(Set.of())).isEqualTo(1);
    assertThat(states()).containsExactly(PhotoState.QUEUED);
  }

  @Test
  void foldersOfTheSameNameAreFiledApart() throws IOException {
    Path other = Files.createDirectories(temp.resolve("card/Exports"));
    List<HotFolder> both = catalog.activate(List.of(folder.root(), other));
    assertThat(both).extracting(HotFolder::name).containsExactly("Exports", "Exports (2)");
  }

  @Test
  void photosOfFoldersThatAreNotWatchedStayKnownButAreNotSent() throws IOException {
    settle("a.jpg", "one");
    catalog.activate(List.of(Files.createDirectories(temp.resolve("other"))));
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
    catalog.activate(List.of(folder.root()));
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).hasSize(1);
  }

  @Test
  void aDamagedCatalogIsSetAsideAndRebuilt() throws IOException, SQLException {
    ObservedFile file = settle("a.jpg", "one");
    catalog.close();
    Path data = temp.resolve("data");
    Files.write(
        data.resolve(Catalog.FILE),
        "no database at all".repeat(99).getBytes(StandardCharsets.UTF_8));
    catalog = reopened();
    catalog.activate(List.of(folder.root()));
    assertThat(catalog.intake().news(List.of(file))).hasSize(1);
    try (var files = Files.list(data)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("catalog.db.damaged-"));
    }
  }

  private List<Long> stems() throws SQLException {
    String file = "jdbc:sqlite:" + temp.resolve("data").resolve(Catalog.FILE);
    try (var connection = DriverManager.getConnection(file);
        var rows =
            connection.createStatement().executeQuery("SELECT stem FROM photo ORDER BY id")) {
      var stems = new ArrayList<Long>();
      while (rows.next()) {
        stems.add(rows.getLong(1));
      }
      return stems;
    }
  }

  @Test
  void aSidecarThatComesLaterOrIsEditedIsAVersionOfItsOwn() throws SQLException {
    settle("day/IMG_1.NEF", "raw");
    acceptedWithJob("job-1");
    job("job-1", JobState.DONE);
    settle("day/IMG_1.xmp", "three stars");
    acceptedWithJob("job-2");
    job("job-2", JobState.DONE);
    settle("day/IMG_1.xmp", "five stars");
    settle("day/IMG_1.NEF.xmp", "sharpened");
    assertThat(states())
        .as("the RAW file is not sent again")
        .containsExactly(
            PhotoState.PROCESSED, PhotoState.PROCESSED, PhotoState.QUEUED, PhotoState.QUEUED);
    assertThat(stems()).hasSize(4).containsOnly(Stems.number("day/IMG_1.JPG"));
  }

  @Test
  void rowsFromBeforeThereWereGroupsGetTheirStem() throws Exception {
    for (int i = 0; i < 1500; i++) {
      settle("IMG_%d.NEF.xmp".formatted(i), "content " + i);
    }
    List<Long> before = stems();
    String file = "jdbc:sqlite:" + temp.resolve("data").resolve(Catalog.FILE);
    try (var connection = DriverManager.getConnection(file)) {
      connection.createStatement().executeUpdate("UPDATE photo SET stem = NULL");
    }
    catalog.close();
    catalog = reopened();
    assertThat(stems())
        .isEqualTo(before)
        .startsWith(Stems.number("IMG_0.NEF"), Stems.number("IMG_1.NEF"));
  }

  @Test
  void pagesRunThroughAllShelvesOfAList() {
    for (int i = 0; i < 5; i++) {
      settle("new-%d.jpg".formatted(i), "content " + i);
      clock.advance(Duration.ofMillis(10));
    }
    Claim sending = catalog.outbox().claim(1, Set.of(1, 2, 3)).getFirst();
    Claim accepted = hashed(catalog.outbox().claim(1, Set.of(1, 2, 3)).getFirst());
    catalog.outbox().accepted(accepted, receipt(accepted, "job-1"));
    var whole = catalog.lists().page(PhotoList.TRANSFERS, "", START, 0, 100);
    assertThat(whole).hasSize(5);
    assertThat(whole.getFirst().id()).isEqualTo(sending.id());
    assertThat(whole.get(1).id()).isEqualTo(accepted.id());
    assertThat(whole.get(4).place()).hasValue(3);
    for (int offset = 0; offset < 6; offset++) {
      assertThat(catalog.lists().page(PhotoList.TRANSFERS, "", START, offset, 2))
          .isEqualTo(whole.subList(Math.min(offset, 5), Math.min(offset + 2, 5)));
    }
    assertThat(catalog.lists().count(PhotoList.TRANSFERS, "NEW-3", START)).isEqualTo(1);
    assertThat(catalog.lists().page(PhotoList.TRANSFERS, "%", START, 0, 10)).isEmpty();
  }
}
