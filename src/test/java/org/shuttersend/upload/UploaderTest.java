package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;

/// Photos are sent once, several at a time, and once more where that can help.
class UploaderTest extends Uploading {
  private static final Reason BROKEN = Reason.of(Reason.Code.SERVER_ERROR, "500");

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
    governor.stop(
        Reason.Code.PAUSED, new Pace.Hold(Reason.of(Reason.Code.PAUSED), Optional.empty()));
    uploader.start();
    settle("a.jpg", "one");
    assertThat(uploader.pace().hold().orElseThrow().reason().code()).isEqualTo(Reason.Code.PAUSED);
    assertThat(server.sends()).isEmpty();
    governor.go(Reason.Code.PAUSED);
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
}
