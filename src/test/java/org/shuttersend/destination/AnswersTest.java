package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.problem;

import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Problem;

/// The table "What an answer means to the sender", row by row.
class AnswersTest {
  private TestServer server;
  private Http http;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer();
    http = server.http();
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private Failure meaning(MockResponse.Builder answer) throws DeliveryException {
    server.answers(answer);
    try (Response response = http.body(http.root().get().build())) {
      return Answers.failure(response, server.clock());
    }
  }

  private Duration wait(MockResponse.Builder answer) throws DeliveryException {
    Failure failure = meaning(answer);
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    return Duration.between(server.clock().instant(), ((Failure.HoldAll) failure).until());
  }

  @ParameterizedTest
  @CsvSource({
    "400, GiveUp, NOT_ACCEPTED",
    "415, GiveUp, NOT_ACCEPTED",
    "422, GiveUp, NOT_ACCEPTED",
    "401, StopAll, TOKEN_REFUSED",
    "403, StopAll, TOKEN_REFUSED",
    "423, Retry, SERVER_BUSY",
    "413, GiveUp, TOO_LARGE",
    "429, HoldAll, SERVER_BUSY",
    "460, Retry, DAMAGED_ON_THE_WAY",
    "500, Retry, SERVER_ERROR",
    "502, Retry, SERVER_ERROR",
    "504, Retry, SERVER_ERROR",
    "503, HoldAll, SERVER_UNAVAILABLE",
    "507, StopAll, SERVER_DISK_FULL",
  })
  void everyAnswerOfTheTable(int status, String next, Reason.Code code) throws Exception {
    Failure failure = meaning(answer(status));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(next);
    assertThat(failure.reason().code()).isEqualTo(code);
  }

  @Test
  void theKindOfARefusalIsKeptBehindItsWords() throws Exception {
    var problem =
        Problem.of(422, "Not accepted").withDetail("The path is long").withCode("path_too_long");
    assertThat(
            meaning(
                    answer(422)
                        .setHeader("Content-Type", Problem.MEDIA_TYPE)
                        .body(Json.text(problem)))
                .reason())
        .isEqualTo(Reason.of(Reason.Code.NOT_ACCEPTED, "422", "The path is long", "path_too_long"));
  }

  /// 409 was "will never work": a photo whose offset differed was given up.
  @Test
  void anOffsetThatDiffersIsNotTheEndOfAPhoto() throws Exception {
    assertThat(meaning(answer(409))).isInstanceOf(Failure.Retry.class);
  }

  /// What a proxy says when our bytes came too slowly: the network's fault, not the photo's.
  @Test
  void aTimeLimitTheServerHadIsTemporary() throws Exception {
    assertThat(meaning(answer(408))).isEqualTo(new Failure.Retry(Reason.of(Reason.Code.NO_ANSWER)));
  }

  /// The status made for log-in pages of networks; no photo spends an attempt on it.
  @Test
  void aNetworkThatWantsALogInHoldsAll() throws Exception {
    Failure failure = meaning(answer(511));
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    assertThat(failure.reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 302, 303, 307, 308})
  void aLogInPageIsNotAReceiverAndHoldsAll(int status) throws Exception {
    MockResponse.Builder page = answer(status).setHeader("Location", "http://login.hotel.example/");
    if (status != 204) {
      page.setHeader("Content-Type", "text/html").body("<html>Room number?</html>");
    }
    Failure failure = meaning(page);
    assertThat(failure).isInstanceOf(Failure.HoldAll.class);
    assertThat(failure.reason()).isEqualTo(Reason.of(Reason.Code.NOT_A_RECEIVER, "HTTP " + status));
    assertThat(server.requests()).as("a redirect is not followed").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aWaitInSeconds(int status) throws Exception {
    assertThat(wait(answer(status).setHeader("Retry-After", "12")))
        .isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void aWaitAsADate() throws Exception {
    assertThat(wait(answer(503).setHeader("Retry-After", "Sun, 22 Nov 2026 10:02:00 GMT")))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aDateThatIsOverIsASecond() throws Exception {
    assertThat(wait(answer(503).setHeader("Retry-After", "Sun, 22 Nov 2020 10:02:00 GMT")))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void zeroIsASecond() throws Exception {
    assertThat(wait(answer(429).setHeader("Retry-After", "0"))).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "86400",
        "999999999",
        "99999999999999999999999999",
        "Tue, 22 Nov 2016 10:02:00 GMT+9",
        "Mon, 22 Nov 2096 10:02:00 GMT",
      })
  void noWaitIsLongerThanAnHour(String header) throws Exception {
    assertThat(wait(answer(429).setHeader("Retry-After", header)))
        .isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", "1e9", "", " ", "12 s", "٣"})
  void aWaitThatCannotBeReadIsAFewSeconds(String header) throws Exception {
    assertThat(wait(answer(503).addHeaderLenient("Retry-After", header)))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  @Test
  void aWaitThatIsMissingIsAFewSeconds() throws Exception {
    assertThat(wait(answer(429))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theWaitInTheBodyCountsWhereThereIsNoHeader() throws Exception {
    assertThat(wait(problem(429, "{\"title\":\"Slow\",\"status\":429,\"retry_after\":17}")))
        .isEqualTo(Duration.ofSeconds(17));
    assertThat(
            wait(
                problem(429, "{\"title\":\"Slow\",\"status\":429,\"retry_after\":17}")
                    .setHeader("Retry-After", "3")))
        .isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 3601, Long.MAX_VALUE, Long.MIN_VALUE})
  void anAbsurdWaitInTheBodyIsBounded(long seconds) throws Exception {
    assertThat(
            wait(problem(503, "{\"title\":\"x\",\"status\":503,\"retry_after\":" + seconds + "}")))
        .isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
  }

  @Test
  void aFullQueueIsSaidAsOne() throws Exception {
    Failure failure =
        meaning(
            problem(
                503,
                "{\"type\":\"about:blank\",\"title\":\"Queue is full, try again later\","
                    + "\"status\":503,\"code\":\"queue_full\",\"retry_after\":7}"));
    assertThat(failure)
        .isEqualTo(
            new Failure.HoldAll(
                Reason.of(Reason.Code.SERVER_QUEUE_FULL), server.clock().instant().plusSeconds(7)));
  }

  @Test
  void theServersWordsAreKept() throws Exception {
    assertThat(
            meaning(problem(422, "{\"title\":\"No\",\"status\":422,\"detail\":\"Not a picture\"}"))
                .reason()
                .args())
        .isEqualTo(List.of("422", "Not a picture"));
    assertThat(meaning(problem(400, "{\"title\":\"Bad\",\"status\":400}")).reason().args())
        .isEqualTo(List.of("400", "Bad"));
    assertThat(meaning(problem(400, "{}")).reason().args()).isEqualTo(List.of("400", "HTTP 400"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "<html>", "{\"retry_after\":\"soon\"}"})
  void aProblemThatIsNoneDoesNotHideTheStatus(String body) throws Exception {
    assertThat(meaning(problem(507, body))).isInstanceOf(Failure.StopAll.class);
    assertThat(meaning(problem(422, body))).isInstanceOf(Failure.GiveUp.class);
  }

  @Test
  void aProblemThatIsCutOffDoesNotHideTheStatus() throws Exception {
    var cut = problem(503, "{\"title\":\"Queue is full\"}").setHeader("Content-Length", "5000");
    cut.onResponseEnd(new SocketEffect.CloseSocket());
    assertThat(meaning(cut)).isInstanceOf(Failure.HoldAll.class);
  }
}
