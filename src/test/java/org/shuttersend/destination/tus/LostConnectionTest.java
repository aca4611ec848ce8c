package org.shuttersend.destination.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.destination.Photos.at;
import static org.shuttersend.destination.Photos.bytes;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.cutAfterRequest;
import static org.shuttersend.destination.TestServer.cutInBody;

import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// A connection that breaks off: nothing is sent twice behind our back, and it is tried later.
class LostConnectionTest extends TusSending {
  @Test
  void aBodyIsNeverSilentlySentTwice() throws Exception {
    // Warm: the connection that is cut is one that was used before.
    server.answers(whole(created("/api/uploads/1", 0), bytes(10)), cutAfterRequest());
    send(photos.photo("a.jpg", bytes(10)));

    assertThat(failure(photos.photo("b.jpg", bytes(100_000))))
        .isInstanceOf(Failure.Retry.class)
        .extracting(f -> f.reason().code())
        .isEqualTo(Reason.Code.CONNECTION_LOST);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aPatchIsNeverSilentlySentTwice() throws Exception {
    server.answers(standsAt(5), cutAfterRequest());
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")).reason().code())
        .isEqualTo(Reason.Code.CONNECTION_LOST);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aBusyServerThatSaysNowIsNotSentTheBodyAgainByItself() throws Exception {
    server.answers(answer(503).setHeader("Retry-After", "0"));
    assertThat(failure(photos.photo("a.jpg", bytes(1000)))).isInstanceOf(Failure.HoldAll.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aConnectionResetInTheMiddleOfTheBodyIsTemporary() throws Exception {
    server.answers(standsAt(0), cutInBody());
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")).reason().code())
        .isEqualTo(Reason.Code.CONNECTION_LOST);
    // The server notices the cut a little later than we do.
    await().untilAsserted(() -> assertThat(server.requests()).isEqualTo(2));
  }

  @Test
  void aTruncatedAnswerIsTemporary() throws Exception {
    server.answers(
        answer(200)
            .setHeader("Content-Length", "1000")
            .body("{")
            .onResponseBody(new SocketEffect.CloseSocket()));
    Failure failure = failure(photos.photo("a.jpg", bytes(10)));
    assertThat(failure).isNotInstanceOf(Failure.GiveUp.class);
  }
}
