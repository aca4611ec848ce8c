package org.shuttersend.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.model.ServerStatus.QueueSample;
import org.shuttersend.testkit.ManualClock;

/// What became of a photo is learnt in the end, whatever was lost on the way to hear of it.
class StatusFollowerTest {
  private static final Failure UNREACHABLE =
      new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger news = new AtomicInteger();
  private final FakeJobs server = new FakeJobs();
  private Catalog catalog;
  private HotFolder hot;
  private StatusFollower follower;

  @BeforeEach
  void open() throws IOException, SQLException {
    openCatalog();
  }

  private void openCatalog() throws IOException, SQLException {
    catalog = Catalog.open(folder.resolve("data"), clock, () -> "key-" + keys.incrementAndGet());
    hot = catalog.activate(List.of(folder.resolve("Hot"))).getFirst();
    follower =
        new StatusFollower(
            "studio:8088", catalog.jobs(), clock, new Random(1), news::incrementAndGet);
  }

  @AfterEach
  void close() {
    follower.close();
    catalog.close();
  }

  private Claim claim(String name) {
    var stamp = new FileStamp(1000, clock.instant(), name);
    catalog.intake().settled(List.of(new ObservedFile(new FileRef(hot, name), stamp)));
    Claim claim = catalog.outbox().claim(1, Set.of(1, 2, 3)).getFirst();
    var hashed = new Outbox.Hashed(claim, hash(name));
    return ((AfterHash.Ready) catalog.outbox().hashed(List.of(hashed), false).getFirst()).claim();
  }

  private static ContentHash hash(String name) {
    return new ContentHash("%064x".formatted(name.hashCode() & 0xffffffffL));
  }

  private void receipt(Claim claim, String job) {
    assertThat(
            catalog
                .outbox()
                .accepted(
                    claim, new Receipt(Optional.of(claim.hash().orElseThrow()), Optional.of(job))))
        .isTrue();
  }

  private void accepted(String name, String job) {
    receipt(claim(name), job);
  }

  private static JobChange done(String job) {
    return new JobChange(job, JobState.DONE, 1, Optional.empty());
  }

  private long count(PhotoState state) {
    return catalog.lists().tally().of(state).photos();
  }

  private void awaitDelivered(long photos) {
    await().until(() -> count(PhotoState.PROCESSED) == photos);
  }

  private void awaitLink(Link link) {
    await().until(() -> follower.status().link() == link);
  }

  private void follow() {
    follower.start();
    follower.connected(server);
    awaitLink(Link.CONNECTED);
    await().until(() -> catalog.jobs().cursor().isPresent());
  }

  @Test
  void theStreamBringsAPhotoToItsEnd() {
    follow();
    accepted("a.jpg", "j1");
    server.streams(l -> l.job(new JobChange("j1", JobState.RUNNING, 4, Optional.empty())));
    server.streams(l -> l.job(done("j1")));
    awaitDelivered(1);
    assertThat(news.get()).isPositive();
  }

  @Test
  void whatTheServerCouldNotProcessNeedsAttention() {
    follow();
    accepted("a.jpg", "j1");
    server.streams(l -> l.job(new JobChange("j1", JobState.FAILED, 4, Optional.of("no picture"))));
    await().until(() -> count(PhotoState.REFUSED) == 1);
    assertThat(catalog.lists().inState(Optional.of(PhotoState.REFUSED), 1).getFirst().reason())
        .contains(Reason.of(Reason.Code.PROCESSING_FAILED, "no picture"));
  }

  @Test
  void newsThatComeBeforeTheReceiptAreNotLost() {
    follow();
    Claim claim = claim("a.jpg");
    int before = news.get();
    server.streams(l -> l.job(done("j1")));
    await().until(() -> news.get() > before);
    receipt(claim, "j1");
    awaitDelivered(1);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aJobWhoseNewsWereLostIsAskedAbout() {
    follow();
    accepted("a.jpg", "j1");
    server.knows(done("j1"));
    clock.advance(Duration.ofSeconds(40));
    awaitDelivered(1);
    assertThat(server.asked()).containsExactly("j1");
  }

  /// Twenty jobs that the server had forgotten were asked about for ever, and no other.
  @Test
  void jobsTheServerHasForgottenKeepNobodyElseFromBeingAskedAbout() {
    follow();
    for (int i = 0; i < 45; i++) {
      accepted("forgotten-" + i + ".jpg", "gone-" + i);
    }
    clock.advance(Duration.ofSeconds(1));
    accepted("a.jpg", "j1");
    server.knows(done("j1"));
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          clock.advance(Duration.ofSeconds(1));
          return count(PhotoState.PROCESSED) == 1;
        });
    assertThat(server.asked().stream().filter("gone-0"::equals).count())
        .as("asked about now and then, not with each poll")
        .isLessThanOrEqualTo(4);
  }

  /// What was learnt before the server said "too many" was thrown away, each time.
  @Test
  void answersBeforeARefusalCountAndTheServersWaitIsKept() {
    follow();
    for (int i = 0; i < 5; i++) {
      accepted("p" + i + ".jpg", "j" + i);
      server.knows(done("j" + i));
    }
    Instant until = clock.instant().plusSeconds(300);
    server.askingFails(3, new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), until));
    clock.advance(Duration.ofSeconds(40));
    awaitDelivered(3);

    assertThat(follower.status().link()).as("it answers").isNotEqualTo(Link.UNREACHABLE);
    int polls = server.polls();
    clock.advance(Duration.ofSeconds(100));
    server.streams(l -> l.queue(new ServerQueue(99, 1000, 2, 3, 5, 1, 7)));
    await().until(() -> follower.status().queue().map(ServerQueue::size).equals(Optional.of(99)));
    server.streams(l -> l.queue(new ServerQueue(98, 1000, 2, 3, 5, 1, 7)));
    await().until(() -> follower.status().queue().map(ServerQueue::size).equals(Optional.of(98)));
    assertThat(server.polls()).isEqualTo(polls);
  }

  @Test
  void aResetIsFollowedByAPoll() {
    follow();
    accepted("a.jpg", "j1");
    server.wrote(done("j1"));
    server.streams(l -> l.reset());
    awaitDelivered(1);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void afterACutTheCursorTellsWhatWasMissed() {
    follow();
    for (int i = 0; i < 8; i++) {
      accepted("p" + i + ".jpg", "j" + i);
    }
    for (int i = 0; i < 8; i++) {
      server.wrote(done("j" + i));
    }
    server.streamEnds();
    awaitDelivered(8);
    await().until(() -> server.connections() >= 2);
    assertThat(server.asked()).isEmpty();
    assertThat(catalog.jobs().cursor()).contains(8L);
  }

  @Test
  void theCursorOutlivesTheProgram() throws Exception {
    server.wrote(done("somebody else's"));
    follow();
    accepted("a.jpg", "j1");
    assertThat(catalog.jobs().cursor()).contains(1L);
    close();

    server.wrote(done("j1"));
    openCatalog();
    int before = server.cursors().size();
    follower.start();
    follower.connected(server);
    awaitDelivered(1);
    assertThat(server.cursors().get(before)).contains(1L);
    assertThat(catalog.jobs().cursor()).contains(2L);
  }

  @Test
  void theFirstTimeOnlyTheCursorOfNowIsTaken() {
    for (int i = 0; i < 7; i++) {
      server.wrote(done("old-" + i));
    }
    follow();
    assertThat(catalog.jobs().cursor()).contains(7L);
    assertThat(server.cursors().getFirst()).isEmpty();
  }

  @Test
  void theLinkSaysHowItIsHeard() {
    assertThat(follower.status().link()).isEqualTo(Link.CONNECTING);
    follower.start();
    follower.unreachable();
    awaitLink(Link.UNREACHABLE);

    server.streamFails(Optional.of(UNREACHABLE));
    follower.connected(server);
    awaitLink(Link.POLLING);
    assertThat(follower.status().latency()).contains(Duration.ofMillis(12));

    server.streamFails(Optional.empty());
    await().until(() -> server.connections() == 1);
    awaitLink(Link.CONNECTED);

    server.pollsFail(Optional.of(UNREACHABLE));
    server.streamFails(Optional.of(UNREACHABLE));
    server.streamEnds();
    awaitLink(Link.UNREACHABLE);
    assertThat(follower.status().latency()).isEmpty();

    server.pollsFail(Optional.empty());
    clock.advance(Duration.ofSeconds(40));
    awaitLink(Link.POLLING);
  }

  @Test
  void aServerThatIsHeardAndHasNothingOpenIsHardlyAsked() {
    follow();
    await().until(() -> hears(100));
    int before = server.polls();
    for (int size = 101; size <= 103; size++) {
      clock.advance(Duration.ofSeconds(31));
      int told = size;
      await().until(() -> hears(told));
    }
    assertThat(server.polls()).isEqualTo(before);
    clock.advance(Duration.ofSeconds(31));
    await().until(() -> server.polls() == before + 1);
    accepted("a.jpg", "job-a");
    clock.advance(Duration.ofSeconds(31));
    await().until(() -> server.polls() > before + 1);
  }

  /// Whether what the stream says is the last that is known: a poll would have brought another.
  private boolean hears(int size) {
    server.streams(l -> l.queue(new ServerQueue(size, 1000, 3, 3, 7, 1, 7)));
    return follower.status().queue().map(ServerQueue::size).equals(Optional.of(size));
  }

  @Test
  void aLogInPageIsNotTheServer() {
    follow();
    server.streamFails(Optional.of(UNREACHABLE));
    server.pollsFail(
        Optional.of(
            new Failure.HoldAll(
                Reason.of(Reason.Code.NOT_A_RECEIVER, "HTTP 200"),
                clock.instant().plusSeconds(30))));
    server.streamEnds();
    awaitLink(Link.UNREACHABLE);
  }

  @Test
  void theQueueIsSaidWithItsNameAndItsCurve() {
    follow();
    await().until(() -> follower.status().queue().isPresent());
    assertThat(follower.status().name()).isEqualTo("studio:8088");
    clock.advance(Duration.ofSeconds(10));
    server.streams(l -> l.queue(new ServerQueue(1, 1000, 3, 3, 7, 1, 7)));
    await().until(() -> follower.status().queue().map(ServerQueue::size).equals(Optional.of(1)));
    assertThat(follower.status().curve()).extracting(QueueSample::size).startsWith(3).endsWith(1);
    assertThat(follower.status().clearsIn()).contains(Duration.ofSeconds(5));
  }

  @Test
  void aStreamThatBringsNonsenseIsListenedToAgain() {
    follow();
    accepted("a.jpg", "j1");
    server.streams(_ -> {
      throw new IllegalArgumentException("not JSON");
    });
    await().until(() -> server.connections() >= 2);
    server.streams(l -> l.job(done("j1")));
    awaitDelivered(1);
  }

  @Test
  void onceClosedItAsksNothingMore() {
    follow();
    follower.close();
    int polls = server.polls();
    clock.advance(Duration.ofMinutes(5));
    server.streams(l -> l.reset());
    assertThat(server.polls()).isEqualTo(polls);
  }
}
