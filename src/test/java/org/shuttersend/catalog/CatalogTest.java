package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;

/// The life of a photo, step by step.
class CatalogTest extends OpenCatalog {
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
