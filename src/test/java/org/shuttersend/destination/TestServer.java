package org.shuttersend.destination;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.shuttersend.testkit.ManualClock;

/// A server on the loopback interface that says what it is told to, in order, and remembers what it
/// was asked.
public final class TestServer implements AutoCloseable {
  public static final String TOKEN = "tok-3f9c1e-very-secret";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final MockWebServer server = new MockWebServer();
  private final ManualClock clock = new ManualClock(NOW);

  public TestServer() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  public ManualClock clock() {
    return clock;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort() + "/");
  }

  public Http http() {
    return new Http(address(), TOKEN, clock, Gate.OPEN);
  }

  /// What is to come, in order. Whoever waits with its body is told to go on.
  public void answers(MockResponse.Builder... responses) {
    for (MockResponse.Builder response : responses) {
      server.enqueue(response.add100Continue().build());
    }
  }

  /// From now on, every request is answered by this.
  public void answers(Function<RecordedRequest, MockResponse.Builder> rules) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return rules.apply(request).build();
          }

          @Override
          public MockResponse peek() {
            return new MockResponse.Builder().add100Continue().build();
          }
        });
  }

  /// How many requests arrived, also those that were cut.
  public int requests() {
    return server.getRequestCount();
  }

  /// The next request; waits for it.
  public RecordedRequest request() throws InterruptedException {
    return server.takeRequest();
  }

  public static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }

  public static MockResponse.Builder json(String body) {
    return answer(200).setHeader("Content-Type", "application/json").body(body);
  }

  public static MockResponse.Builder problem(int status, String json) {
    return answer(status).setHeader("Content-Type", "application/problem+json").body(json);
  }

  /// The connection is cut after the request has arrived as a whole.
  public static MockResponse.Builder cutAfterRequest() {
    return answer(200).onResponseStart(new SocketEffect.CloseSocket());
  }

  /// The connection is cut in the middle of the request's body.
  public static MockResponse.Builder cutInBody() {
    return answer(200).onRequestBody(new SocketEffect.CloseSocket());
  }

  @Override
  public void close() {
    server.close();
  }
}
