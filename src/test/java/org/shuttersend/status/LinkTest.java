package org.shuttersend.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.model.ServerStatus.QueueSample;

/// What is said of the server itself: how it is heard, and its queue.
class LinkTest extends Following {
  private static final Failure UNREACHABLE =
      new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));

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
}
