package org.shuttersend.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.Failure;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus.Link;

/// What became of a photo is learnt in the end, whatever was lost on the way to hear of it.
class StatusFollowerTest extends Following {
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
  void aClockThatIsSetBackMakesNoWaitLonger() {
    follow();
    for (int i = 0; i < 5; i++) {
      accepted("p" + i + ".jpg", "j" + i);
      server.knows(done("j" + i));
    }
    Instant until = clock.instant().plusSeconds(300);
    server.askingFails(3, new Failure.HoldAll(Reason.of(Reason.Code.SERVER_BUSY), until));
    clock.advance(Duration.ofSeconds(40));
    awaitDelivered(3);
    int polls = server.polls();
    clock.advance(Duration.ofHours(-25));
    server.streams(l -> l.queue(new ServerQueue(99, 1000, 2, 3, 5, 1, 7)));
    await().until(() -> follower.status().queue().map(ServerQueue::size).equals(Optional.of(99)));
    assertThat(server.polls()).isEqualTo(polls);
    clock.advance(Duration.ofSeconds(261));
    await().until(() -> server.polls() > polls);
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
