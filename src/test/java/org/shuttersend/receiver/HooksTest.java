package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Hook;
import org.shuttersend.wire.Json;

/// Hooks over the wire, and a delivery's completion told.
class HooksTest {
  @TempDir private Path base;

  private Rig rig(boolean toPrivate) throws Exception {
    return new Rig(
        base,
        Clock.systemUTC(),
        new Notifier.Options(Optional.empty(), toPrivate),
        EventStream.HEARTBEAT);
  }

  private static HttpResponse<String> set(Rig rig, String url) throws Exception {
    return rig.post("/api/hooks", Map.of("url", url));
  }

  @Test
  void aHookIsSetShownWithoutItsSecretAndRemoved() throws Exception {
    try (Rig rig = rig(false)) {
      assertThat(rig.get("/api/hooks").statusCode()).isEqualTo(404);
      HttpResponse<String> answer = set(rig, "https://hooks.example.org/T0/B1?k=v");
      assertThat(answer.statusCode()).isEqualTo(201);
      Hook first = Json.read(answer.body(), Hook.class);
      assertThat(first.secret().orElseThrow()).matches("shs_[0-9a-f]{64}");
      Hook second = Json.read(set(rig, "http://other.example.org:8080/").body(), Hook.class);
      assertThat(second.secret()).isNotEqualTo(first.secret());
      Hook shown = Json.read(rig.get("/api/hooks").body(), Hook.class);
      assertThat(shown.url()).isEqualTo("http://other.example.org:8080/");
      assertThat(shown.secret()).isEmpty();
      assertThat(rig.send(rig.request("/api/hooks").DELETE()).statusCode()).isEqualTo(204);
      assertThat(rig.send(rig.request("/api/hooks").DELETE()).statusCode()).isEqualTo(404);
      for (String url :
          List.of(
              "",
              "ftp://example.org/",
              "file:///etc/passwd",
              "example.org",
              "http:///nowhere",
              "http://user:pass@example.org/",
              "http://example.org/#a",
              "http://exa mple.org/",
              "http://127.0.0.1:1/",
              "http://localhost/",
              "http://[::1]/",
              "http://169.254.169.254/latest",
              "https://example.org/" + "x".repeat(2000))) {
        assertThat(set(rig, url).statusCode()).as(url).isEqualTo(422);
      }
    }
  }

  /// The hook hangs, then fails, then answers: the completion is answered all the same, and before.
  @Test
  void aCompletionIsToldAndNeverWaitsForIt() throws Exception {
    var hanging = new CountDownLatch(1);
    try (Rig rig = rig(true);
        var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
              hanging.await();
              return new MockResponse.Builder().build();
            }
          });
      server.start();
      assertThat(set(rig, "http://127.0.0.1:" + server.getPort() + "/in").statusCode())
          .isEqualTo(201);
      var made =
          Json.read(
              rig.post("/api/deliveries", Map.of("name", "Wedding", "assigned_to", Rig.USER))
                  .body(),
              Delivery.class);
      String place = "/api/deliveries/" + made.deliveryId() + "/complete";
      HttpResponse<String> completed = rig.send(rig.request(place).POST(BodyPublishers.noBody()));
      assertThat(completed.statusCode()).isEqualTo(200);
      RecordedRequest told = server.takeRequest();
      assertThat(hanging.getCount()).isEqualTo(1);
      hanging.countDown();

      var notice = Json.read(new String(body(told), StandardCharsets.UTF_8), Delivery.Notice.class);
      assertThat(notice.event()).isEqualTo("delivery.complete");
      assertThat(notice.delivery().deliveryId()).isEqualTo(made.deliveryId());
      assertThat(notice.delivery().counts()).isPresent();
      String written =
          await().until(() -> rig.get("/api/hooks/log").body(), log -> log.contains("pushes"));
      Hook.Log log = Json.read(written, Hook.Log.class);
      assertThat(log.pushes().getFirst().outcome()).isEqualTo("sent");
      assertThat(log.pushes().getFirst().noticeId()).isEqualTo(notice.noticeId());
    }
  }

  private static byte[] body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).toByteArray();
  }
}
