package org.shuttersend.destination.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuttersend.destination.Photos.LARGE;
import static org.shuttersend.destination.Photos.at;
import static org.shuttersend.destination.Photos.bytes;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.cutAfterRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.Photos;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.destination.TestServer;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.UploadMetadata;

/// Every byte once, from where the server stands, and a receipt only for what it has.
class TusUploadsTest extends TusSending {
  @Test
  void whatArrivedDamagedIsGivenUp() throws Exception {
    server.answers(created("/api/uploads/1", 0), answer(460), answer(204));

    assertThat(failure(photos.photo("a.jpg", BIG)))
        .isEqualTo(new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY)));
    server.request();
    server.request();
    RecordedRequest last = server.request();
    assertThat(last.getMethod()).isEqualTo("DELETE");
    assertThat(last.getTarget()).isEqualTo("/api/uploads/1");
  }

  @Test
  void whatCannotEvenBeGivenUpIsDamagedAllTheSame() throws Exception {
    server.answers(created("/api/uploads/1", 0), answer(460), cutAfterRequest());

    assertThat(failure(photos.photo("a.jpg", BIG)))
        .isEqualTo(new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY)));
  }

  @Test
  void aSmallFileTravelsInOneRequest() throws Exception {
    byte[] small = bytes(100_000);
    server.answers(whole(created("/api/uploads/1", 0), small));

    assertThat(send(photos.photo("a.jpg", small))).isEqualTo(receipt(small));

    RecordedRequest request = server.request();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/api/uploads");
    assertThat(request.getBody().toByteArray()).isEqualTo(small);
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/offset+octet-stream");
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("100000");
    assertThat(request.getHeaders().get("Upload-Length")).isEqualTo("100000");
    assertThat(request.getHeaders().get("Tus-Resumable")).isEqualTo("1.0.0");
    assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("key-5");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TestServer.TOKEN);
    assertThat(server.requests()).isEqualTo(1);
    assertThat(heard.bytes).endsWith(100_000L);
  }

  @Test
  void aLargeFileGetsItsPlaceBeforeItsBytes() throws Exception {
    server.answers(created("/api/uploads/7", 0), whole(answer(204), BIG));
    Outgoing photo = photos.photo("big.jpg", BIG);
    var placed =
        new SendProgress() {
          private int requestsWhenLocated;

          @Override
          public void located(String location) {
            assertThat(location).isEqualTo("/api/uploads/7");
            requestsWhenLocated = server.requests();
          }

          @Override
          public void sent(long bytes) {}
        };

    assertThat(new TusUploads(http, "/api/uploads", true).send(photo, placed))
        .isEqualTo(receipt(BIG));

    assertThat(placed.requestsWhenLocated).isEqualTo(1);
    RecordedRequest create = server.request();
    assertThat(create.getMethod()).isEqualTo("POST");
    assertThat(create.getBodySize()).isZero();
    assertThat(create.getHeaders().get("Upload-Length")).isEqualTo(Integer.toString(LARGE));
    RecordedRequest patch = server.request();
    assertThat(patch.getMethod()).isEqualTo("PATCH");
    assertThat(patch.getTarget()).isEqualTo("/api/uploads/7");
    assertThat(patch.getHeaders().get("Upload-Offset")).isEqualTo("0");
    assertThat(patch.getBody().toByteArray()).isEqualTo(BIG);
  }

  @Test
  void aCutUploadGoesOnWithExactlyWhatIsMissing() throws Exception {
    server.answers(standsAt(3_000_001), whole(answer(204), BIG));

    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));

    assertThat(server.request().getMethod()).isEqualTo("HEAD");
    RecordedRequest patch = server.request();
    assertThat(patch.getHeaders().get("Upload-Offset")).isEqualTo("3000001");
    assertThat(patch.getBody().toByteArray()).isEqualTo(Arrays.copyOfRange(BIG, 3_000_001, LARGE));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aFinishedUploadAnswersItsReceiptAndNothingIsSent() throws Exception {
    server.answers(whole(answer(200), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anUploadThatHasAllBytesIsAskedToComplete() throws Exception {
    server.answers(standsAt(LARGE), whole(answer(204), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    server.request();
    RecordedRequest patch = server.request();
    assertThat(patch.getMethod()).isEqualTo("PATCH");
    assertThat(patch.getBodySize()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void anUploadThatExpiredIsCreatedAnewOnce(int gone) throws Exception {
    server.answers(answer(gone), created("/api/uploads/8", 0), whole(answer(204), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    assertThat(server.requests()).isEqualTo(3);
    assertThat(heard.places).containsExactly("/api/uploads/8");
  }

  /// Between the question and the bytes it may expire: the photo was given up.
  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void anUploadThatExpiresUnderOurHandsIsCreatedAnewOnce(int gone) throws Exception {
    server.answers(
        standsAt(5), answer(gone), created("/api/uploads/8", 0), whole(answer(204), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    assertThat(server.requests()).isEqualTo(4);
  }

  @Test
  void aServerThatForgetsWhatItCreatedIsNotAskedForEver() throws Exception {
    server.answers(
        answer(404), created("/api/uploads/8", 0), answer(404), created("/api/uploads/9", 0));
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")))
        .isInstanceOf(Failure.Retry.class);
    assertThat(server.requests()).isEqualTo(3);
  }

  /// 409 gave the photo up; it means: ask where the upload stands.
  @Test
  void anOffsetThatDiffersIsAskedForAgain() throws Exception {
    server.answers(standsAt(5), answer(409), standsAt(4_000_000), whole(answer(204), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    server.request();
    server.request();
    assertThat(server.request().getMethod()).isEqualTo("HEAD");
    assertThat(server.request().getHeaders().get("Upload-Offset")).isEqualTo("4000000");
  }

  @Test
  void anOffsetThatDiffersAgainAndAgainIsTriedLater() throws Exception {
    server.answers(standsAt(5), answer(409), standsAt(5), answer(409), standsAt(5));
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")))
        .isInstanceOf(Failure.Retry.class);
    assertThat(server.requests()).isEqualTo(4);
  }

  @Test
  void anUploadInUseIsTriedLater() throws Exception {
    server.answers(standsAt(5), answer(423));
    assertThat(failure(at(photos.photo("big.jpg", BIG), "/api/uploads/7")))
        .isEqualTo(new Failure.Retry(Reason.of(Reason.Code.SERVER_BUSY)));
  }

  @Test
  void aServerThatTakesNoBytesWithTheCreationGetsThemAfterwards() throws Exception {
    byte[] small = bytes(1000);
    server.answers(created("/files/1", 0), answer(204).setHeader("Upload-Offset", 1000));
    assertThat(send(photos.photo("a.jpg", small)))
        .isEqualTo(new Receipt(Optional.empty(), Optional.empty()));
    server.request();
    assertThat(server.request().getBody().toByteArray()).isEqualTo(small);
  }

  @Test
  void aFileThatGetsShorterWhileItIsSentHasChanged() throws Exception {
    server.answers(standsAt(0), answer(204));
    Outgoing photo = at(photos.photo("big.jpg", BIG), "/api/uploads/7");
    var truncating =
        new SendProgress() {
          @Override
          public void located(String location) {}

          @Override
          public void sent(long bytes) {
            try {
              Files.write(photo.file().ref().file(), new byte[10]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    assertThat(failure(photo, truncating))
        .isEqualTo(new Failure.Changed(Reason.of(Reason.Code.FILE_CHANGED)));
  }

  @Test
  void aFileThatIsGoneHasChanged() throws Exception {
    server.answers(answer(201));
    Outgoing photo = photos.photo("a.jpg", bytes(1000));
    Files.delete(photo.file().ref().file());
    assertThat(failure(photo)).isInstanceOf(Failure.Changed.class);
  }

  @Test
  void namesArriveAsTheyAreAndInNfc() throws Exception {
    byte[] content = bytes(10);
    server.answers(whole(created("/api/uploads/1", 0), content));
    // e followed by a combining acute accent, as macOS writes it.
    String path = "Mariage d'Ele\u0301onore \ud83d\udc8d/IMG 0001, copie (2) \ud83d\ude00.jpg";
    send(photos.photo(path, content));

    UploadMetadata metadata =
        UploadMetadata.parse(String.valueOf(server.request().getHeaders().get("Upload-Metadata")));
    assertThat(metadata.values())
        .containsEntry("filename", "IMG 0001, copie (2) \ud83d\ude00.jpg")
        .containsEntry(
            "relativePath",
            "Mariage d'El\u00e9onore \ud83d\udc8d/IMG 0001, copie (2) \ud83d\ude00.jpg")
        .containsEntry("folder", "Exports")
        .containsEntry("sha256", Photos.hash(content).hex());
  }

  /// It knows no keys: were the answer to a creation with all of the photo in it lost, the photo
  /// would be there, and be sent again.
  @Test
  void toAPlainTusServerNoByteGoesBeforeItsPlaceIsKnown() throws Exception {
    byte[] small = bytes(10);
    server.answers(
        answer(201).setHeader("Location", "/1"),
        cutAfterRequest(),
        standsAt(10),
        answer(204).setHeader("Upload-Offset", 10));
    var uploads = new TusUploads(http, "", false);
    Outgoing photo = photos.photo("a.jpg", small);
    assertThatThrownBy(() -> uploads.send(photo, heard)).isInstanceOf(DeliveryException.class);
    assertThat(heard.places).containsExactly("/1");

    assertThat(uploads.send(at(photo, "/1"), heard))
        .isEqualTo(new Receipt(Optional.empty(), Optional.empty()));
    assertThat(server.request().getTarget()).isEqualTo("/");
    assertThat(server.request().getBody().toByteArray()).isEqualTo(small);
    server.request();
    assertThat(server.request().getBodySize()).isZero();
  }

  /// A server that has begun anew may give the same place to another's upload.
  @Test
  void anUploadOfAnotherLengthIsNotOurs() throws Exception {
    server.answers(
        standsAt(5).setHeader("Upload-Length", LARGE + 1),
        created("/api/uploads/8", 0),
        whole(answer(204), BIG));
    assertThat(send(at(photos.photo("big.jpg", BIG), "/api/uploads/7"))).isEqualTo(receipt(BIG));
    assertThat(heard.places).containsExactly("/api/uploads/8");
  }
}
