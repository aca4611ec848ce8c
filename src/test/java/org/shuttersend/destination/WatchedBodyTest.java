package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

/// Over sockets of this machine, with a clock that moves as the test wants.
class WatchedBodyTest {
  private static final int SIZE = 1024 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final TimeLimits LIMITS =
      new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(300));

  private final AtomicLong nanos = new AtomicLong();

  private Http http(int port) {
    return new Http(
        URI.create("http://127.0.0.1:" + port),
        TestServer.TOKEN,
        Clock.systemUTC(),
        Gate.OPEN,
        LIMITS,
        nanos::get,
        new OkHttpClient.Builder());
  }

  /// A body that has each of its pieces only an hour after the one before, as one does that waits
  /// for its turn.
  private RequestBody late() {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return MediaType.get("application/offset+octet-stream");
      }

      @Override
      public long contentLength() {
        return SIZE;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        for (int i = 0; i < SIZE; i += PIECE) {
          nanos.addAndGet(Duration.ofHours(1).toNanos());
          sink.write(new byte[PIECE]);
        }
      }
    };
  }

  @Test
  void aBodyThatWaitsForHoursArrives() throws Exception {
    RawServer.Manner takes =
        peer -> {
          assertThat(peer.hearsHead()).contains("Content-Length: " + SIZE);
          peer.takes(SIZE).says("HTTP/1.1 204 OK\r\nUpload-Offset: 7\r\n\r\n");
        };
    try (var server = new RawServer(takes);
        var http = http(server.port());
        Response response = http.body(http.root().patch(late()).build())) {
      assertThat(response.code()).isEqualTo(204);
    }
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofHours(16));
  }
}
