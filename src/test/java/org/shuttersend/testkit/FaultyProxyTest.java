package org.shuttersend.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The bad network does what it says, and nothing else.
class FaultyProxyTest {
  private static final String BODY = "a photo of twenty six bytes";
  private static final Set<String> POST = Set.of("POST");

  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server = HttpServer.create(loopback(), 0);
  private final FaultyProxy proxy = new FaultyProxy(server.getAddress().getPort());
  private final HttpClient client = HttpClient.newHttpClient();

  FaultyProxyTest() throws IOException {}

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @BeforeEach
  void start() throws IOException {
    server.createContext("/", this::answer);
    server.start();
    proxy.listen();
  }

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    server.stop(0);
  }

  /// Answers in chunks where the length is not told.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      arrived.add(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
      exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().equals("/c") ? 0 : 4);
      exchange.getResponseBody().write("well".getBytes(US_ASCII));
    }
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(proxy.url() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void passesOnWhatNothingHappensTo() throws Exception {
    for (String path : List.of("/a", "/c", "/a", "/c")) {
      assertThat(post(path).body()).isEqualTo("well");
    }
    assertThat(arrived).hasSize(4).containsOnly(BODY);
    assertThat(proxy.requests()).isEqualTo(4);
  }

  @Test
  void aLostAnswerIsOneOfARequestThatArrived() throws Exception {
    proxy.fault(POST, "/a", 1, new WireFault.CutAnswer(0));
    assertThat(post("/c").statusCode()).isEqualTo(200);
    assertThat(post("/a").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> post("/a")).isInstanceOf(IOException.class);
    assertThat(arrived).hasSize(3);
  }

  @Test
  void aCutRequestNeverArrivesWhole() {
    proxy.fault(POST, "/", 0, new WireFault.CutRequest(5));
    assertThatThrownBy(() -> post("/a")).isInstanceOf(IOException.class);
    assertThat(arrived).doesNotContain(BODY);
  }

  @Test
  void anAnswerOfItsOwnKeepsTheRequestOut() throws Exception {
    proxy.fault(POST, "/", 0, new WireFault.Answer(503, 2));
    HttpResponse<String> answer = post("/a");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(arrived).isEmpty();
    assertThat(post("/a").statusCode()).isEqualTo(200);
  }

  @Test
  void doublesDamagesAndTrickles() throws Exception {
    proxy.fault(POST, "/", 0, new WireFault.Duplicate());
    proxy.fault(POST, "/", 0, new WireFault.Damage(0));
    proxy.fault(POST, "/", 0, new WireFault.Trickle(3, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(post("/a").body()).isEqualTo("well");
    }
    assertThat(arrived).containsExactly(BODY, BODY, "`" + BODY.substring(1), BODY);
  }

  @Test
  void isNotThereWhileItsServerIsNot() throws Exception {
    proxy.refuse();
    assertThatThrownBy(() -> post("/a")).isInstanceOf(java.net.ConnectException.class);
    proxy.listen();
    assertThat(post("/a").statusCode()).isEqualTo(200);
  }
}
