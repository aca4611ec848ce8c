package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;
import static org.shuttersend.receiver.Rig.sha256;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Problem;

/// Deliveries over the wire.
class DeliveriesTest extends RunningReceiver {
  private HttpResponse<String> create(String json, String... headers) throws Exception {
    var request = rig.request("/api/deliveries").POST(BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return rig.send(request);
  }

  private static Delivery delivery(HttpResponse<String> answer) {
    return Json.read(answer.body(), Delivery.class);
  }

  private Delivery.Counts counts(String id) throws Exception {
    return delivery(rig.get("/api/deliveries/" + id)).counts().orElseThrow();
  }

  private void send(String delivery, int seed, int sent) throws Exception {
    byte[] content = photo(seed, 1000);
    var request =
        rig.creation(
                "k" + seed,
                1000,
                Map.of(
                    "folder",
                    "Hot",
                    "relativePath",
                    seed + ".bin",
                    "sha256",
                    sha256(content),
                    "delivery",
                    delivery))
            .header("Content-Type", "application/offset+octet-stream");
    byte[] body = Arrays.copyOf(content, sent);
    assertThat(rig.send(request.POST(BodyPublishers.ofByteArray(body))).statusCode())
        .isEqualTo(201);
  }

  @Test
  void aDeliveryGetsANumberIsFilledAndCompleted() throws Exception {
    HttpResponse<String> made = create("{\"name\":\" Anna & Ben \",\"assigned_to\":\"anna\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    Delivery delivery = delivery(made);
    String id = delivery.deliveryId();
    assertThat(id).matches("SHT-\\d{4}-0001");
    assertThat(header(made, "Location")).isEqualTo("/api/deliveries/" + id);
    assertThat(delivery.name()).isEqualTo("Anna & Ben");
    assertThat(delivery.assignedTo()).contains("anna");
    assertThat(delivery.state()).isEqualTo(Delivery.State.OPEN);
    assertThat(counts(id)).isEqualTo(new Delivery.Counts(0, 0, 0, 0, 0, 0));

    send(id, 1, 1000);
    send(id, 2, 1000);
    send("another", 3, 1000);
    send(id, 4, 10);
    await().until(() -> counts(id).done() == 2);
    assertThat(counts(id)).isEqualTo(new Delivery.Counts(2, 2000, 2, 0, 0, 1));

    HttpResponse<String> completed =
        rig.send(rig.request("/api/deliveries/" + id + "/complete").POST(BodyPublishers.noBody()));
    assertThat(completed.statusCode()).isEqualTo(200);
    assertThat(delivery(completed).state()).isEqualTo(Delivery.State.COMPLETE);
    assertThat(delivery(completed).counts().map(Delivery.Counts::photos))
        .isEqualTo(Optional.of(2L));
    assertThat(delivery(rig.get("/api/deliveries/" + id)).state())
        .isEqualTo(Delivery.State.COMPLETE);
    assertThat(Json.read(rig.get("/api/deliveries").body(), Delivery.Page.class).deliveries())
        .extracting(Delivery::deliveryId)
        .containsExactly(id);
  }

  @Test
  void whatIsStillInTheQueueIsSaidAtTheCompletion() throws Exception {
    rig.close();
    rig = new Rig(base, Clock.systemUTC(), 0, 1000);
    String id = delivery(create("{\"name\":\"x\"}")).deliveryId();
    send(id, 1, 1000);
    HttpResponse<String> completed =
        rig.send(rig.request("/api/deliveries/" + id + "/complete").POST(BodyPublishers.noBody()));
    assertThat(completed.body()).contains("\"pending\":1", "\"done\":0");
  }

  @Test
  void theSameKeyIsAnsweredWithTheSameDelivery() throws Exception {
    HttpResponse<String> first = create("{\"name\":\"x\"}", "Idempotency-Key", "k");
    HttpResponse<String> second = create("{\"name\":\"x\"}", "Idempotency-Key", "k");
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    HttpResponse<String> other = create("{\"name\":\"y\"}", "Idempotency-Key", "k");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("\"code\":\"key_reused\"");
  }

  /// One receiver for all of them: to stop one takes longer than to ask it.
  @Test
  void whatCannotBeADelivery() throws Exception {
    Map<String, String> refused =
        Map.ofEntries(
            Map.entry("{}", "422 name is missing"),
            Map.entry("{'name':'  '}", "422 name is missing"),
            Map.entry("{'name':'a\\u0007b'}", "422 name must be one line"),
            Map.entry("{'name':'a','prefix':'s'}", "422 prefix must be"),
            Map.entry("{'name':'a','prefix':'sht'}", "422 prefix must be"),
            Map.entry("{'name':'a','prefix':'TOOLONG'}", "422 prefix must be"),
            Map.entry("{'name':'a','prefix':'A-1'}", "422 prefix must be"),
            Map.entry("{'name':'a','assigned_to':'a\\nb'}", "422 assigned_to must be one line"),
            Map.entry("[]", "400 The request is not the JSON"),
            Map.entry("null", "400 The request is not the JSON"));
    for (Map.Entry<String, String> entry : refused.entrySet()) {
      HttpResponse<String> answer = create(entry.getKey().replace('\'', '"'));
      String title = Json.read(answer.body(), Problem.class).title();
      assertThat(answer.statusCode() + " " + title).startsWith(entry.getValue());
    }
    oneThatIsNotThere();
  }

  private void oneThatIsNotThere() throws Exception {
    assertThat(rig.get("/api/deliveries/SHT-1126-0001").statusCode()).isEqualTo(404);
    assertThat(
            rig.send(
                    rig.request("/api/deliveries/SHT-1126-0001/complete")
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
    assertThat(rig.get("/api/deliveries/SHT-1126-0001/complete").statusCode()).isEqualTo(405);
    assertThat(rig.get("/api/deliveries/SHT-1126-0001/other").statusCode()).isEqualTo(404);
  }
}
