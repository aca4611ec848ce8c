package org.shuttersend.destination.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.json;
import static org.shuttersend.destination.TestServer.problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Destination.Asked;
import org.shuttersend.destination.Destination.Verdict;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.Photos;
import org.shuttersend.destination.TestServer;
import org.shuttersend.destination.tus.TusDestination;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Json;

/// What an address turns out to be, and what a studio's receiver has already.
class StudioTest {
  private static final String CAPABILITIES =
      """
      {"name":"Studio","version":"1","instance":"inst-1","limits":{"max_size":1,"queue_capacity":1,
      "page_size":100,"check_items":1000},"protocols":["tus"],"features":["new"],"later":{"a":1}}
      """;

  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Destination connect() throws DeliveryException {
    return connect(server.address());
  }

  private Destination connect(URI address) throws DeliveryException {
    return new StudioConnector(address, TestServer.TOKEN, server.clock(), Gate.OPEN).connect();
  }

  private Destination studio() throws DeliveryException, InterruptedException {
    server.answers(json(CAPABILITIES));
    Destination studio = connect();
    server.request();
    return studio;
  }

  private static Failure failure(ThrowingCallable call) {
    var e = catchThrowableOfType(DeliveryException.class, call);
    assertThat(e).isNotNull();
    var out = new StringWriter();
    e.printStackTrace(new PrintWriter(out));
    assertThat(out.toString()).as("no exception tells the token").doesNotContain(TestServer.TOKEN);
    return e.failure();
  }

  private static Check.Item item(String key) {
    String name = key + ".jpg";
    return new Check.Item(
        key, asked(key).hash().hex(), 10, name, Optional.of("Hot"), Optional.of(name));
  }

  private static Asked asked(String key) {
    var folder = new HotFolder(1, "Hot", Path.of("hot"));
    return new Asked(
        key, Photos.hash(Photos.bytes(key.length())), 10, new FileRef(folder, key + ".jpg"));
  }

  @Test
  void aReceiverSaysWhoItIs() throws Exception {
    server.answers(json(CAPABILITIES));
    try (Destination destination = connect()) {
      assertThat(destination.instance()).contains("inst-1");
      assertThat(destination.jobs()).isPresent();
    }
    RecordedRequest request = server.request();
    assertThat(request.getTarget()).isEqualTo("/api/capabilities");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TestServer.TOKEN);
  }

  @Test
  void withoutCapabilitiesItIsAPlainTusServer() throws Exception {
    server.answers(answer(404), answer(204).setHeader("Tus-Version", "1.0.0"));
    try (Destination destination = connect()) {
      assertThat(destination).isInstanceOf(TusDestination.class);
      assertThat(destination.instance()).isEmpty();
      assertThat(destination.jobs()).isEmpty();
      assertThat(destination.check(List.of(asked("a"), asked("b"))))
          .containsExactly(new Verdict.Send(), new Verdict.Send());
    }
    server.request();
    RecordedRequest options = server.request();
    assertThat(options.getMethod()).isEqualTo("OPTIONS");
    assertThat(options.getTarget()).isEqualTo("/");
  }

  @Test
  void whatIsNeitherIsNotAReceiver() {
    server.answers(answer(404), answer(200).body("It works!"));
    assertThat(failure(this::connect).reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Room number?</html>",
        "",
        "null",
        "[]",
        "{}",
        "{\"status\":\"ok\"}",
        "{\"name\":\"Studio\",\"instance\":null}",
      })
  void aLogInPageOrAnotherProgramIsNotAReceiver(String body) {
    server.answers(json(body));
    Failure failure = failure(this::connect);
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() {
    server.answers(answer(302).setHeader("Location", "http://127.0.0.1:1/login"));
    assertThat(failure(this::connect).reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedStopsAll() {
    server.answers(problem(401, "{\"title\":\"Unauthorized\",\"status\":401}"));
    assertThat(failure(this::connect)).isInstanceOf(Failure.StopAll.class);
  }

  @Test
  void theCheckSaysWhatItHasInTheOrderAsked() throws Exception {
    try (Destination studio = studio()) {
      server.answers(
          json(
              Json.text(
                  new Check.Response(
                      List.of(
                          Check.Answer.resume("c", "/api/uploads/3", 7),
                          Check.Answer.have("b", "photo-2", "job-2", JobState.DONE),
                          Check.Answer.send("a"))))));
      assertThat(studio.check(List.of(asked("a"), asked("b"), asked("c"))))
          .containsExactly(
              new Verdict.Send(),
              new Verdict.Have(
                  new Receipt(Optional.of(asked("b").hash()), Optional.of("job-2")), true),
              new Verdict.Resume("/api/uploads/3"));
    }
    RecordedRequest request = server.request();
    assertThat(request.getTarget()).isEqualTo("/api/photos/check");
    assertThat(Json.read(request.getBody().utf8(), Check.Request.class).items())
        .containsExactly(item("a"), item("b"), item("c"));
  }

  @Test
  void aResumeWithoutAPlaceIsASend() throws Exception {
    try (Destination studio = studio()) {
      server.answers(json("{\"items\":[{\"key\":\"a\",\"verdict\":\"resume\"}]}"));
      assertThat(studio.check(List.of(asked("a")))).containsExactly(new Verdict.Send());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"items\":[]}",
        "{\"items\":null}",
        "{\"items\":[null]}",
        "{\"items\":[{\"key\":\"other\",\"verdict\":\"have\"}]}",
        "{\"items\":[{\"key\":\"a\"}]}",
        "{\"items\":[{\"verdict\":\"have\"}]}",
        "{\"items\":[{\"key\":\"a\",\"verdict\":\"perhaps\"}]}",
        "<html>Room number?</html>",
      })
  void aCheckThatDoesNotAnswerDecidesNothing(String body) throws Exception {
    try (Destination studio = studio()) {
      server.answers(json(body));
      assertThat(failure(() -> studio.check(List.of(asked("a")))).reason().code())
          .isEqualTo(Reason.Code.NOT_A_RECEIVER);
    }
  }

  @Test
  void aCheckThatIsCutOffDecidesNothing() throws Exception {
    try (Destination studio = studio()) {
      MockResponse.Builder cut =
          json("{\"items\":[{\"key\":\"a\",\"verdict\":\"have\"")
              .setHeader("Content-Length", "5000");
      server.answers(cut.onResponseEnd(new SocketEffect.CloseSocket()));
      assertThat(failure(() -> studio.check(List.of(asked("a")))).reason().code())
          .isEqualTo(Reason.Code.CONNECTION_LOST);
    }
  }

  /// A receiver always says what it hashed; something else that says 201 has not stored a photo.
  @Test
  void anAcceptanceWithoutTheServersHashIsNoReceipt() throws Exception {
    try (Destination studio = studio()) {
      server.answers(
          answer(201).setHeader("Location", "/api/uploads/1").setHeader("Upload-Offset", 10));
      var photo = new Photos(folder).photo("a.jpg", Photos.bytes(10));
      assertThat(failure(() -> studio.send(photo, new Photos.Heard())).reason().code())
          .isEqualTo(Reason.Code.NOT_A_RECEIVER);
    }
  }

  @Test
  void aReceiverBehindAPathIsAskedBelowIt() throws Exception {
    server.answers(
        json(CAPABILITIES), json("{\"jobs\":[],\"next\":5,\"more\":false}"), answer(404));
    try (Destination studio = connect(server.address().resolve("/studio/"))) {
      studio.jobs().orElseThrow().news(Optional.of(4L));
      studio.jobs().orElseThrow().job("job-1");
    }
    assertThat(server.request().getTarget()).isEqualTo("/studio/api/capabilities");
    assertThat(server.request().getTarget()).isEqualTo("/studio/api/jobs?after=4&limit=100");
    assertThat(server.request().getTarget()).isEqualTo("/studio/api/jobs/job-1");
  }
}
