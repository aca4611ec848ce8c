package org.shuttersend.destination.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shuttersend.destination.Photos.bytes;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.cutAfterRequest;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// Where something takes only so much in one request: parts where that helps, and one piece
/// everywhere else.
class SmallerRequestsTest extends TusSending {
  private static final int MIB = 1024 * 1024;
  private static final Failure TOO_LARGE = new Failure.GiveUp(Reason.of(Reason.Code.TOO_LARGE));

  private TusUploads uploads;
  private int looked;

  @BeforeEach
  void connect() {
    uploads = new TusUploads(http, "/api/uploads", true);
  }

  private Failure refusal(Outgoing photo) {
    return catchThrowableOfType(DeliveryException.class, () -> uploads.send(photo, heard))
        .failure();
  }

  /// Answers everything by the rules, but takes no request of more than that.
  ///
  /// @param refusal what it says to those
  private void takesAtMost(long most, LongFunction<MockResponse.Builder> refusal) {
    var content = new ByteArrayOutputStream();
    server.answers(request -> {
      if (request.getBodySize() > most) {
        return refusal.apply(request.getBodySize());
      }
      return switch (request.getMethod()) {
        case "POST" -> created("/api/uploads/1", 0);
        case "HEAD" -> standsAt(content.size());
        case "PATCH" -> {
          assertThat(request.getHeaders().get("Upload-Offset"))
              .isEqualTo(Integer.toString(content.size()));
          content.writeBytes(request.getBody().toByteArray());
          yield content.size() == BIG.length
              ? whole(answer(204), content.toByteArray())
              : answer(204).setHeader("Upload-Offset", content.size());
        }
        default -> answer(204);
      };
    });
  }

  private static MockResponse.Builder tooLarge(long bytes) {
    return answer(413).setHeader("Content-Type", "text/html").body("<html>413</html>");
  }

  /// Sizes of what was sent, by method.
  private List<String> sizes(String method) throws InterruptedException {
    var sizes = new ArrayList<String>();
    for (; looked < server.requests(); looked++) {
      RecordedRequest request = server.request();
      if (request.getMethod().equals(method)) {
        sizes.add(Long.toString(request.getBodySize()));
      }
    }
    return sizes;
  }

  /// 5 MiB, through a proxy that takes 2: halved until it fits, and that is known from then on.
  @Test
  void whatAProxyDoesNotTakeIsHalved() throws Exception {
    takesAtMost(2 * MIB, SmallerRequestsTest::tooLarge);
    assertThat(uploads.send(photos.photo("a.jpg", BIG), heard)).isEqualTo(receipt(BIG));
    assertThat(sizes("PATCH"))
        .containsExactly("5242880", "2621440", "1310720", "1310720", "1310720", "1310720");

    takesAtMost(2 * MIB, SmallerRequestsTest::tooLarge);
    assertThat(uploads.send(photos.photo("b.jpg", BIG), heard)).isEqualTo(receipt(BIG));
    assertThat(sizes("PATCH")).hasSize(4).doesNotContain("5242880", "2621440");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-append-size=2000000               | 2000000",
        "max-size=99999999,max-append-size=3000000 | 3000000",
        "min-append-size=5, max-append-size=65536  | 65536",
        // Absurd, or no help: halved instead.
        "max-append-size=0                     | 2621440",
        "max-append-size=100                   | 2621440",
        "max-append-size=99999999              | 2621440",
        "max-append-size=many                  | 2621440",
      })
  void aLimitThatIsNamedIsTaken(String named, int part) throws Exception {
    takesAtMost(3_000_000, _ -> answer(413).setHeader("Upload-Limit", named));
    assertThat(uploads.send(photos.photo("a.jpg", BIG), heard)).isEqualTo(receipt(BIG));
    assertThat(sizes("PATCH")).contains("5242880", Integer.toString(part));
  }

  @Test
  void whatTakesNotEvenAMegabyteTakesNoPhotos() throws Exception {
    takesAtMost(500_000, SmallerRequestsTest::tooLarge);
    assertThat(refusal(photos.photo("a.jpg", BIG))).isEqualTo(TOO_LARGE);
    assertThat(sizes("PATCH")).containsExactly("5242880", "2621440", "1310720", "1048576");
  }

  @Test
  void aPhotoThatIsTooLargeAsAWholeIsNotCutUp() throws Exception {
    server.answers(answer(413));
    assertThat(refusal(photos.photo("a.jpg", BIG))).isEqualTo(TOO_LARGE);
    assertThat(server.requests()).as("the creation said it").isEqualTo(1);

    server.answers(
        created("/api/uploads/1", 0), answer(413).setHeader("Tus-Max-Size", BIG.length - 1));
    assertThat(refusal(photos.photo("b.jpg", BIG))).isEqualTo(TOO_LARGE);
    assertThat(server.requests()).isEqualTo(3);

    server.answers(
        created("/api/uploads/1", 0), answer(413).setHeader("Upload-Limit", "max-size=1000000"));
    assertThat(refusal(photos.photo("c.jpg", BIG))).isEqualTo(TOO_LARGE);
    assertThat(server.requests()).isEqualTo(5);

    server.answers(
        created("/api/uploads/1", 0),
        answer(413),
        answer(204).setHeader("Tus-Max-Size", BIG.length - 1));
    assertThat(refusal(photos.photo("d.jpg", BIG))).isEqualTo(TOO_LARGE);
    assertThat(server.requests()).as("it was asked what it takes").isEqualTo(8);
  }

  @Test
  void aCreationThatIsTooLargeAsksForItsPlaceFirst() throws Exception {
    byte[] photo = bytes(3 * MIB);
    server.answers(
        answer(413), created("/api/uploads/1", 0), taken(3 * MIB / 2), whole(answer(204), photo));
    assertThat(uploads.send(photos.photo("a.jpg", photo), heard)).isEqualTo(receipt(photo));
    assertThat(sizes("POST")).containsExactly("3145728", "0");
  }

  private static MockResponse.Builder taken(long offset) {
    return answer(204).setHeader("Upload-Offset", offset);
  }

  /// What `Expect: 100-continue` is for: a full queue gets the bytes of one photo, not of each.
  @Test
  void afterARefusalPhotosAskForTheirPlaceBeforeTheySendTheirBytes() throws Exception {
    byte[] photo = bytes(MIB);
    server.answers(
        answer(503),
        answer(503),
        created("/api/uploads/2", 0),
        whole(answer(204), photo),
        whole(created("/api/uploads/3", 0), photo));
    for (int i = 0; i < 2; i++) {
      assertThat(refusal(photos.photo(i + ".jpg", photo))).isInstanceOf(Failure.HoldAll.class);
    }
    uploads.send(photos.photo("2.jpg", photo), heard);
    uploads.send(photos.photo("3.jpg", photo), heard);
    assertThat(sizes("POST")).containsExactly("1048576", "0", "0", "1048576");
  }

  @Test
  void afterALostConnectionTooAndOnceAllIsWellNoMore() throws Exception {
    byte[] photo = bytes(MIB);
    server.answers(
        cutAfterRequest(),
        created("/api/uploads/2", 0),
        whole(answer(204), photo),
        whole(created("/api/uploads/3", 0), photo));
    assertThat(refusal(photos.photo("a.jpg", photo))).isInstanceOf(Failure.Retry.class);
    uploads.send(photos.photo("b.jpg", photo), heard);
    uploads.send(photos.photo("c.jpg", photo), heard);
    assertThat(sizes("POST")).containsExactly("1048576", "0", "1048576");
  }
}
