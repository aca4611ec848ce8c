package org.shuttersend.receiver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.limit.Debounce;
import org.shuttersend.receiver.limit.Kind;
import org.shuttersend.receiver.limit.Limit;
import org.shuttersend.receiver.limit.Limiter;
import org.shuttersend.receiver.limit.Limits;
import org.shuttersend.receiver.metric.Metrics;
import org.shuttersend.receiver.store.JobBook;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.UploadFiles;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.Token;
import org.shuttersend.receiver.user.User;
import org.shuttersend.receiver.user.UserBook;
import org.shuttersend.receiver.user.Users;
import org.shuttersend.testkit.ManualClock;

/// The door over a real socket, with a change behind it that says what it was asked for.
class ThrottleTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  @TempDir Path folder;
  private Database database;

  record Asked(String name) {}

  @BeforeEach
  void start() throws Exception {
    database = Database.open(folder.resolve("db"), Store.SCHEMA, "writer");
    var limits =
        new Limits(Map.of(Kind.CHANGES, new Limit(5, Duration.ofSeconds(30))), Limits.DEBOUNCE);
    var limiter = new Limiter(limits, clock::nanos);
    var connections = new Connections(10, Duration.ofSeconds(40), clock::nanos);
    var users =
        new Users(
            new UserBook(database),
            new User("studio", Role.ADMIN),
            new Token("secret"),
            clock::nanos);
    Routes routes =
        new Routes()
            .at(
                "POST",
                "/api/deliveries",
                exchange -> {
                  done.add(exchange.json(Asked.class).name());
                  exchange.send(201, Map.of());
                });
    server.addConnector(connector);
    server.setHandler(
        new Api(
            routes,
            new Admission(users, limiter, new Pages(database, new JobBook(database, 1, 1), clock)),
            new Throttle(limiter, new Debounce(limits, clock::nanos)),
            connections,
            new Pace(500, Duration.ofSeconds(30), clock::nanos),
            new Metrics(),
            new UploadFiles(folder.resolve("uploads")).room(),
            _ -> {}));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    database.close();
    client.shutdownNow();
  }

  private HttpResponse<String> change(String name, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/deliveries"))
            .header("Authorization", "Bearer secret")
            .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theSameChangeTwiceWithinTwoSecondsIsDoneOnce() throws Exception {
    assertThat(change("wedding").statusCode()).isEqualTo(201);
    HttpResponse<String> again = change("wedding");
    assertThat(again.statusCode()).isEqualTo(429);
    assertThat(again.headers().firstValue("Retry-After")).contains("2");
    assertThat(again.body())
        .contains("\"code\":\"debounced\"", "\"retry_after\":2", "\"endpoint\":\"changes\"");
    assertThat(change("school").statusCode()).as("another change").isEqualTo(201);
    clock.advance(Limits.DEBOUNCE);
    assertThat(change("wedding").statusCode()).isEqualTo(201);
    assertThat(done).containsExactly("wedding", "school", "wedding");
  }

  @Test
  void aRequestSentAgainWithItsKeyIsAnsweredAgain() throws Exception {
    assertThat(change("wedding", "Idempotency-Key", "k1").statusCode()).isEqualTo(201);
    assertThat(change("wedding", "Idempotency-Key", "k1").statusCode()).isEqualTo(201);
    assertThat(change("wedding", "Idempotency-Key", "k2").statusCode()).isEqualTo(429);
    assertThat(change("wedding").statusCode()).isEqualTo(429);
    assertThat(done).hasSize(2);
  }

  @Test
  void moreThanFiveChangesHaveToWait() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(change("delivery " + i).statusCode()).isEqualTo(201);
    }
    HttpResponse<String> refused = change("delivery 5");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("RateLimit")).contains("\"changes\";r=0;t=30");
    assertThat(refused.body()).doesNotContain("debounced");
    clock.advance(Duration.ofSeconds(30));
    assertThat(change("delivery 5").statusCode()).isEqualTo(201);
    assertThat(done).hasSize(6);
  }

  @Test
  void aChangeThatIsTooLongIsRefused() throws Exception {
    assertThat(change("x".repeat(300_000)).statusCode()).isEqualTo(413);
    assertThat(done).isEmpty();
  }
}
