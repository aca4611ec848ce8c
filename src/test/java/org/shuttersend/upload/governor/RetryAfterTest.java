package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.ManualClock;

/// Real requests of many threads over real sockets, in a time that moves only when it is told to.
class RetryAfterTest {
  private static final int WORKERS = 6;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(12);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final Governor governor = new Governor(8, clock, clock::nanos, new Random(9));
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger status = new AtomicInteger(204);
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger heldBack = new AtomicInteger();
  private final Set<Thread> held = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unreachable = new AtomicInteger();
  private final AtomicBoolean ends = new AtomicBoolean();
  private final List<Thread> workers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            arrived.incrementAndGet();
            int code = status.get();
            var answer = new MockResponse.Builder().code(code);
            return code == 204
                ? answer.build()
                : answer.setHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds())).build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void finish() throws InterruptedException {
    ends.set(true);
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private void work(Http http) {
    for (int i = 0; i < WORKERS; i++) {
      workers.add(
          Thread.ofPlatform()
              .start(() -> {
                while (!ends.get()) {
                  try (Response _ = http.control(http.request("/photos").get().build())) {
                    answered.incrementAndGet();
                  } catch (DeliveryException e) {
                    switch (e.failure()) {
                      case Failure.HoldAll _ -> {
                        held.add(Thread.currentThread());
                        heldBack.incrementAndGet();
                      }
                      case Failure.Unreachable _ -> unreachable.incrementAndGet();
                      default -> throw new IllegalStateException(e);
                    }
                  }
                }
              }));
    }
  }

  private Http http() {
    return new Http(URI.create("http://127.0.0.1:" + server.getPort()), "token", clock, governor);
  }

  /// Every worker asks again and again meanwhile; none gets through before its time.
  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void noRequestArrivesInsideARetryAfterWindow(int refusal) throws InterruptedException {
    try (Http http = http()) {
      work(http);
      await().until(() -> arrived.get() > 50);
      status.set(refusal);
      await().until(() -> governor.pace(0).hold().isPresent());
      // Whoever was held back since then has nothing on its way any more.
      held.clear();
      await().until(() -> held.size() == WORKERS);
      int before = arrived.get();
      status.set(204);
      for (int second = 1; second < RETRY_AFTER.toSeconds(); second++) {
        clock.advance(Duration.ofSeconds(1));
        int asked = heldBack.get();
        if (second < RETRY_AFTER.toSeconds() - 1) {
          await().until(() -> heldBack.get() > asked + 10 * WORKERS);
        }
        assertThat(arrived.get()).isEqualTo(before);
      }
      clock.advance(RETRY_AFTER); // and what they are spread over
      await().until(() -> arrived.get() > before + 50);
      finish();
    }
  }

  @Test
  void aServerThatIsGoneIsLeftAloneByAll() throws InterruptedException {
    int port = server.getPort();
    server.close();
    try (Http http = new Http(URI.create("http://127.0.0.1:" + port), "token", clock, governor)) {
      work(http);
      await().until(() -> governor.pace(0).hold().isPresent());
      await()
          .until(() -> {
            clock.advance(Duration.ofMillis(100));
            return heldBack.get() > 10 * WORKERS;
          });
      assertThat(governor.pace(0).hold().orElseThrow().reason().code())
          .isEqualTo(Reason.Code.SERVER_UNREACHABLE);
      // The first ones may have gone out together; after that it is one look after each wait.
      assertThat(unreachable.get()).isLessThan(3 * WORKERS);
      finish();
    }
  }
}
