package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// What goes wrong around a photo leaves it claimable, asked about, or told: never stranded.
class RecoveryTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final ContentHash CONTENT = HotFolders.hash(new byte[] {1});

  @TempDir Path temp;

  private final ManualClock clock = new ManualClock(START);
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws Exception {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> UUID.randomUUID().toString());
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void settle(String path, Instant modified) {
    var stamp = new FileStamp(10, modified, "1");
    catalog.intake().settled(List.of(new ObservedFile(new FileRef(folder, path), stamp)));
  }

  private List<Claim> claim() {
    return catalog.outbox().claim(10, Set.of(folder.id()));
  }

  private Claim ready(Claim claim) {
    var answer =
        catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, CONTENT)), false).getFirst();
    assertThat(answer).isInstanceOf(AfterHash.Ready.class);
    return ((AfterHash.Ready) answer).claim();
  }

  private PhotoState state() {
    return catalog.lists().inState(Optional.empty(), 10).getFirst().state().orElseThrow();
  }

  @Test
  void aClaimThatNobodyHoldsIsClaimedAnewAndThoseInHandAreLeftAlone() {
    settle("a.jpg", START);
    settle("b.jpg", START);
    List<Claim> both = claim();
    assertThat(catalog.outbox().recover(Set.of(both.getFirst().id()))).isEqualTo(1);
    assertThat(claim()).singleElement().matches(claim -> claim.id() == both.getLast().id());
  }

  @Test
  void whatTheServerHasFromAnEarlierTryIsDeliveredAtOnceWhereItsJobIsDone() {
    settle("a.jpg", START);
    var unheard = new Receipt(Optional.of(CONTENT), Optional.of("job-1"));
    ready(claim().getFirst());
    assertThat(catalog.outbox().recover(Set.of())).isEqualTo(1);
    Claim again = ready(claim().getFirst());
    assertThat(again.begun()).isTrue();
    assertThat(catalog.outbox().acceptedBefore(again, unheard, true)).isTrue();
    assertThat(state()).isEqualTo(PhotoState.PROCESSED);
  }

  @Test
  void aWaitWrittenDownByAClockThatWasSetBackSinceIsOver() {
    settle("a.jpg", START);
    Reason busy = Reason.of(Reason.Code.SERVER_BUSY);
    assertThat(catalog.outbox().hold(claim().getFirst(), busy, START.plusSeconds(1))).isTrue();
    clock.advance(Duration.ofMinutes(-50));
    assertThat(claim()).isEmpty();
    assertThat(catalog.outbox().recover(Set.of())).isZero();
    assertThat(claim()).hasSize(1);
  }

  @Test
  void newPhotosAreDueWhateverTheClockSaysLater() {
    settle("a.jpg", START);
    clock.advance(Duration.ofDays(-400));
    assertThat(claim()).hasSize(1);
  }

  @Test
  void aWaitWrittenByAClockThatRanAheadEnds() {
    settle("a.jpg", START);
    catalog
        .outbox()
        .hold(claim().getFirst(), Reason.of(Reason.Code.SERVER_BUSY), START.plusSeconds(9));
    clock.advance(Duration.ofDays(-2));
    assertThat(claim()).isEmpty();
    catalog.outbox().recover(Set.of());
    assertThat(claim()).hasSize(1);
  }

  @Test
  void aDateOutsideOfWhatCanBeStoredHoldsNothingUp() {
    settle("far.jpg", Instant.parse("2300-01-01T00:00:00Z"));
    settle("near.jpg", START);
    assertThat(claim()).hasSize(2);
    var stamp = new FileStamp(10, Instant.parse("2300-01-01T00:00:00Z"), "1");
    assertThat(
            catalog.intake().news(List.of(new ObservedFile(new FileRef(folder, "far.jpg"), stamp))))
        .isEmpty();
  }

  @Test
  void photosOfAFolderThatIsNotConnectedAreNotClaimed() {
    settle("a.jpg", START);
    assertThat(catalog.outbox().claim(10, Set.of())).isEmpty();
    assertThat(catalog.outbox().nextDue(Set.of())).isEmpty();
    assertThat(claim()).hasSize(1);
  }

  @Test
  void contentTheServerIsNotDoneWithIsFollowedAndEndsAsADuplicate() {
    settle("a.jpg", START);
    Claim claim = ready(claim().getFirst());
    catalog
        .outbox()
        .alreadyThere(claim, new Receipt(Optional.of(CONTENT), Optional.of("job-1")), false);
    assertThat(state()).isEqualTo(PhotoState.ACCEPTED);
    catalog.jobs().changed(List.of(new JobChange("job-1", JobState.DONE, 1, Optional.empty())));
    assertThat(state()).isEqualTo(PhotoState.DUPLICATE);
  }

  @Test
  void contentThatTurnsOutDamagedOnTheServerNeedsAttention() {
    settle("a.jpg", START);
    Claim claim = ready(claim().getFirst());
    catalog
        .outbox()
        .alreadyThere(claim, new Receipt(Optional.of(CONTENT), Optional.of("job-1")), false);
    catalog.jobs().changed(List.of(new JobChange("job-1", JobState.FAILED, 1, Optional.of("x"))));
    assertThat(state()).isEqualTo(PhotoState.REFUSED);
  }

  @Test
  void aJobTheServerForgotMeansThatThePhotoIsAskedAboutAgain() {
    settle("a.jpg", START);
    Claim claim = ready(claim().getFirst());
    catalog.outbox().accepted(claim, new Receipt(Optional.of(CONTENT), Optional.of("job-1")));
    catalog.jobs().unknown("job-1");
    assertThat(claim()).singleElement().matches(Claim::begun);
  }

  @Test
  void bytesDamagedOnTheWayAreReadAnewUnderAnotherKey() {
    settle("a.jpg", START);
    Claim claim = ready(claim().getFirst());
    catalog.outbox().retry(claim, Reason.of(Reason.Code.DAMAGED_ON_THE_WAY), START);
    Claim again = claim().getFirst();
    assertThat(again.hash()).isEmpty();
    assertThat(again.uploadKey()).isNotEqualTo(claim.uploadKey());
  }

  @Test
  void whatTheServerRefusedIsUploadedAnewWhenTheUserSaysSo() {
    settle("a.jpg", START);
    Claim claim = ready(claim().getFirst());
    catalog.outbox().accepted(claim, new Receipt(Optional.of(CONTENT), Optional.of("job-1")));
    catalog.jobs().changed(List.of(new JobChange("job-1", JobState.FAILED, 1, Optional.of("x"))));
    assertThat(catalog.outbox().sendNow(claim.id())).isTrue();
    Claim again = claim().getFirst();
    assertThat(again.uploadKey()).isNotEqualTo(claim.uploadKey());
    assertThat(again.location()).isEmpty();
  }

  @Test
  void aCardOnAnotherDeviceNumberIsTheSameCard() throws Exception {
    Path photo = Files.write(folder.root().resolve("a.jpg"), new byte[] {1});
    String inode = Files.getAttribute(photo, "unix:ino").toString();
    assertThat(HotFolders.look(new FileRef(folder, "a.jpg")).stamp().fileKey()).isEqualTo(inode);
  }
}
