package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.destination.tus.TusUploads;

/// Where an upload goes on, the server is asked first whether it wants the bytes, and a server that
/// does not know how to say so gets them all the same.
class AskingFirstTest {
  private static final String STANDS =
      "HTTP/1.1 200 OK\r\nUpload-Offset: 0\r\nContent-Length: 0\r\n\r\n";
  private static final TimeLimits LIMITS =
      new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(300));

  @TempDir Path folder;

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private Outgoing photo() throws Exception {
    return Photos.at(
        new Photos(folder).photo("a.jpg", Photos.bytes(Photos.LARGE)), "/api/uploads/1");
  }

  private String hearsHead(RawServer.Peer peer) throws Exception {
    String head = peer.hearsHead();
    heard.add(head.substring(0, head.indexOf(' ')) + (head.contains("100-continue") ? "?" : ""));
    return head;
  }

  /// A server that has not noticed yet that the connection of before is broken: of 60 MB it got
  /// each, and refused them.
  @Test
  void whatIsRefusedIsNotSent() throws Exception {
    RawServer.Manner refuses =
        peer -> {
          while (true) {
            peer.says(
                hearsHead(peer).startsWith("HEAD")
                    ? STANDS
                    : "HTTP/1.1 423 Locked\r\nContent-Length: 0\r\n\r\n");
          }
        };
    var photo = photo();
    var progress = new Photos.Heard();
    try (var server = new RawServer(refuses);
        var http = FaultsTest.http("http://127.0.0.1:" + server.port(), LIMITS)) {
      var uploads = new TusUploads(http, "/api/uploads", true);
      var e = catchThrowableOfType(DeliveryException.class, () -> uploads.send(photo, progress));
      assertThat(Told.of(e.failure(), http.clock().instant())).isEqualTo("Retry SERVER_BUSY");
    }
    assertThat(heard).containsExactly("HEAD", "PATCH?");
    assertThat(progress.bytes).as("where it would begin, and no more").containsExactly(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"})
  void aServerThatDoesNotKnowTheQuestionGetsTheBytes(String answer) throws Exception {
    RawServer.Manner deaf =
        peer -> {
          while (true) {
            String head = hearsHead(peer);
            if (head.startsWith("HEAD")) {
              peer.says(STANDS);
            } else if (!head.contains("100-continue")) {
              peer.takes(Photos.LARGE)
                  .says("HTTP/1.1 204 OK\r\nUpload-Offset: " + Photos.LARGE + "\r\n\r\n");
            } else if (answer.isEmpty()) {
              peer.isSilentUntilLeft(FaultsTest.NANOS);
              return;
            } else {
              peer.says(answer);
            }
          }
        };
    var photo = photo();
    try (var server = new RawServer(deaf);
        var http = FaultsTest.http("http://127.0.0.1:" + server.port(), LIMITS)) {
      var uploads = new TusUploads(http, "/api/uploads", true);
      uploads.send(photo, new Photos.Heard());
      assertThat(heard).containsExactly("HEAD", "PATCH?", "HEAD", "PATCH");
      uploads.send(photo, new Photos.Heard());
      assertThat(heard).as("and is not asked again").endsWith("HEAD", "PATCH").hasSize(6);
    }
  }
}
