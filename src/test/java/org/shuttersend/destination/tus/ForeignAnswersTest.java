package org.shuttersend.destination.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.destination.Photos.LARGE;
import static org.shuttersend.destination.Photos.at;
import static org.shuttersend.destination.Photos.bytes;
import static org.shuttersend.destination.TestServer.answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// Answers that are not, or cannot be, those of the receiver that has the photo.
class ForeignAnswersTest extends TusSending {
  /// A hotel's log-in page answers everything with 200: the photo was taken for delivered.
  @Test
  void aLogInPageIsNoReceipt() throws Exception {
    server.answers(
        standsAt(5), answer(200).setHeader("Content-Type", "text/html").body("<html>Room?</html>"));
    Failure failure = failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7"));
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302})
  void aLogInPageTakesNoPhoto(int status) throws Exception {
    server.answers(answer(status).setHeader("Location", "http://login.hotel.example/"));
    Failure failure = failure(photos.photo("a.jpg", bytes(10)));
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302})
  void aLogInPageIsNotAnOffset(int status) throws Exception {
    server.answers(answer(status).setHeader("Location", "http://login.hotel.example/"));
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")))
        .isInstanceOf(Failure.HoldAll.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  /// A server that took only a part said so in its answer, and was not heard.
  @Test
  void aPartIsNotTheWhole() throws Exception {
    server.answers(created("/api/uploads/7", 0), answer(204).setHeader("Upload-Offset", 1_000_000));
    assertThat(failure(photos.photo("big.jpg", BIG))).isInstanceOf(Failure.Retry.class);
  }

  @Test
  void anOffsetBehindTheEndIsNotOurUpload() throws Exception {
    server.answers(standsAt(LARGE + 1L));
    Failure failure = failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7"));
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://elsewhere.example/files/1",
        "http://127.0.0.1:1/files/1",
        "//elsewhere.example/files/1",
        "https://127.0.0.1/files/1",
        "ftp://127.0.0.1/files/1",
      })
  void aPlaceOnAnotherServerIsRefused(String location) throws Exception {
    server.answers(created(location, 0));
    Failure failure = failure(photos.photo("big.jpg", BIG));
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
    assertThat(server.requests()).isEqualTo(1);

    assertThat(failure(at(photos.photo("big.jpg", BIG), location)).reason().code())
        .isEqualTo(Reason.Code.NOT_A_RECEIVER);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aPlaceMayBeAbsoluteOrRelative() throws Exception {
    server.answers(
        created(server.address() + "files/1?x=y", 0),
        whole(answer(204), BIG),
        created("files/2", 0),
        whole(answer(204), BIG));
    send(photos.photo("a.jpg", BIG));
    send(photos.photo("b.jpg", BIG));
    server.request();
    assertThat(server.request().getTarget()).isEqualTo("/files/1?x=y");
    server.request();
    assertThat(server.request().getTarget()).isEqualTo("/files/2");
  }

  @Test
  void aCreationWithoutAPlaceIsNotAReceiver() throws Exception {
    server.answers(answer(201));
    assertThat(failure(photos.photo("big.jpg", BIG)).reason().code())
        .isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }
}
