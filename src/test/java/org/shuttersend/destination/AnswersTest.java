package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.destination.TestServer.problem;

import java.util.Locale;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuttersend.model.Failure;
import org.shuttersend.wire.Problem;

/// The table "What an answer means to the sender": status and what comes with it, and exactly what
/// is done next. What no answer means is [FaultsTest].
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
    try (Response response = http.body(http.root().post(RequestBody.EMPTY).build())) {
      return Answers.failure(response, server.clock());
    }
  }

  private String told(Failure failure) {
    return Told.of(failure, server.clock().instant());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Never meant for us: a log-in page, another program, something in between.
          101 | HoldAll NOT_A_RECEIVER [HTTP 101] +30
          200 | HoldAll NOT_A_RECEIVER [HTTP 200] +30
          204 | HoldAll NOT_A_RECEIVER [HTTP 204] +30
          206 | HoldAll NOT_A_RECEIVER [HTTP 206] +30
          300 | HoldAll NOT_A_RECEIVER [HTTP 300] +30
          301 | HoldAll NOT_A_RECEIVER [HTTP 301] +30
          302 | HoldAll NOT_A_RECEIVER [HTTP 302] +30
          303 | HoldAll NOT_A_RECEIVER [HTTP 303] +30
          304 | HoldAll NOT_A_RECEIVER [HTTP 304] +30
          307 | HoldAll NOT_A_RECEIVER [HTTP 307] +30
          308 | HoldAll NOT_A_RECEIVER [HTTP 308] +30
          404 | HoldAll NOT_A_RECEIVER [HTTP 404] +30
          405 | HoldAll NOT_A_RECEIVER [HTTP 405] +30
          410 | HoldAll NOT_A_RECEIVER [HTTP 410] +30
          411 | HoldAll NOT_A_RECEIVER [HTTP 411] +30
          412 | HoldAll NOT_A_RECEIVER [HTTP 412] +30
          417 | HoldAll NOT_A_RECEIVER [HTTP 417] +30
          421 | HoldAll NOT_A_RECEIVER [HTTP 421] +30
          426 | HoldAll NOT_A_RECEIVER [HTTP 426] +30
          428 | HoldAll NOT_A_RECEIVER [HTTP 428] +30
          451 | HoldAll NOT_A_RECEIVER [HTTP 451] +30
          501 | HoldAll NOT_A_RECEIVER [HTTP 501] +30
          505 | HoldAll NOT_A_RECEIVER [HTTP 505] +30
          510 | HoldAll NOT_A_RECEIVER [HTTP 510] +30
          511 | HoldAll NOT_A_RECEIVER [HTTP 511] +30
          600 | HoldAll NOT_A_RECEIVER [HTTP 600] +30
          999 | HoldAll NOT_A_RECEIVER [HTTP 999] +30
          # This photo will never work.
          400 | GiveUp NOT_ACCEPTED [400, HTTP 400]
          406 | GiveUp NOT_ACCEPTED [406, HTTP 406]
          413 | GiveUp TOO_LARGE
          414 | GiveUp NOT_ACCEPTED [414, HTTP 414]
          415 | GiveUp NOT_ACCEPTED [415, HTTP 415]
          418 | GiveUp NOT_ACCEPTED [418, HTTP 418]
          422 | GiveUp NOT_ACCEPTED [422, HTTP 422]
          431 | GiveUp NOT_ACCEPTED [431, HTTP 431]
          499 | GiveUp NOT_ACCEPTED [499, HTTP 499]
          # Nothing will, until somebody acts.
          401 | StopAll TOKEN_REFUSED
          402 | StopAll NOT_ACCEPTED [402, HTTP 402]
          403 | StopAll TOKEN_REFUSED
          507 | StopAll SERVER_DISK_FULL
          # It may in a moment.
          408 | Retry NO_ANSWER
          409 | Retry SERVER_ERROR [409]
          423 | Retry SERVER_BUSY
          425 | Retry SERVER_BUSY
          460 | Retry DAMAGED_ON_THE_WAY
          500 | Retry SERVER_ERROR [500]
          502 | Retry SERVER_ERROR [502]
          504 | Retry SERVER_ERROR [504]
          508 | Retry SERVER_ERROR [508]
          520 | Retry SERVER_ERROR [520]
          599 | Retry SERVER_ERROR [599]
          # It asks for time.
          429 | HoldAll SERVER_BUSY +5
          503 | HoldAll SERVER_UNAVAILABLE +5
          509 | HoldAll SERVER_BUSY +5
          529 | HoldAll SERVER_BUSY +5
          """)
  void everyAnswer(int status, String next) throws Exception {
    MockResponse.Builder page =
        TestServer.answer(status).setHeader("Location", "http://login.hotel.example/");
    if (status >= 200 && status != 204 && status != 304) {
      page.setHeader("Content-Type", "text/html").body("<html>Room number?</html>");
    }
    assertThat(told(meaning(page))).isEqualTo(next);
    assertThat(server.requests()).as("nothing is followed, nothing asked again").isEqualTo(1);
  }

  /// Between `;` the headers of the answer.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 ; Retry-After: 12                                | HoldAll SERVER_BUSY +12
          503 ; Retry-After: 12                                | HoldAll SERVER_UNAVAILABLE +12
          413 ; Retry-After: 12                                | HoldAll SERVER_BUSY +12
          503 ; retry-after:    12                             | HoldAll SERVER_UNAVAILABLE +12
          429 ; Retry-After: 0                                 | HoldAll SERVER_BUSY +1
          503 ; Retry-After: 0                                 | HoldAll SERVER_UNAVAILABLE +1
          503 ; Retry-After: 000                               | HoldAll SERVER_UNAVAILABLE +1
          # More than an hour is not meant.
          429 ; Retry-After: 3600                              | HoldAll SERVER_BUSY +3600
          429 ; Retry-After: 3601                              | HoldAll SERVER_BUSY +3600
          429 ; Retry-After: 999999999                         | HoldAll SERVER_BUSY +3600
          429 ; Retry-After: 1000000000000000000000000000000   | HoldAll SERVER_BUSY +3600
          # Dates, in the three spellings there are; here it is ten o'clock.
          503 ; Retry-After: Sun, 22 Nov 2026 10:02:00 GMT     | HoldAll SERVER_UNAVAILABLE +120
          503 ; Retry-After: Sunday, 22-Nov-26 10:02:00 GMT    | HoldAll SERVER_UNAVAILABLE +120
          503 ; Retry-After: Sun Nov 22 10:02:00 2026          | HoldAll SERVER_UNAVAILABLE +120
          503 ; Retry-After: Sun, 22 Nov 2020 10:02:00 GMT     | HoldAll SERVER_UNAVAILABLE +1
          503 ; Retry-After: Thu, 22 Nov 2096 10:02:00 GMT     | HoldAll SERVER_UNAVAILABLE +3600
          # The server's own clock counts, where it tells it.
          503 ; Retry-After: Sun, 22 Nov 2026 08:00:30 GMT ; Date: Sun, 22 Nov 2026 08:00:00 GMT \
                                                               | HoldAll SERVER_UNAVAILABLE +30
          503 ; Retry-After: Sun, 22 Nov 2026 10:00:30 GMT ; Date: today \
                                                               | HoldAll SERVER_UNAVAILABLE +30
          # What cannot be read was not said.
          503 ; Retry-After: soon                              | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After: -5                                | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After: 1.5                               | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After: 1e9                               | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After: 12 s                              | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After: ٣                                 | HoldAll SERVER_UNAVAILABLE +5
          503 ; Retry-After:                                   | HoldAll SERVER_UNAVAILABLE +5
          413 ; Retry-After: soon                              | GiveUp TOO_LARGE
          # Only who asks for time gets it.
          500 ; Retry-After: 12                                | Retry SERVER_ERROR [500]
          507 ; Retry-After: 12                                | StopAll SERVER_DISK_FULL
          """)
  void everyWaitInAHeader(String said, String next) throws Exception {
    assertThat(told(meaning(answer(said, "")))).isEqualTo(next);
  }

  /// A status and headers, between `;`.
  private static MockResponse.Builder answer(String said, String body) {
    String[] parts = said.split(";", -1);
    MockResponse.Builder answer = TestServer.answer(Integer.parseInt(parts[0].strip()));
    for (int i = 1; i < parts.length; i++) {
      String[] header = parts[i].split(":", 2);
      answer.addHeaderLenient(header[0].strip(), header[1].strip());
    }
    return body.isEmpty()
        ? answer
        : answer.setHeader("Content-Type", Problem.MEDIA_TYPE).body(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          429 | {"title":"Slow","status":429,"retry_after":17}        | HoldAll SERVER_BUSY +17
          429 ; Retry-After: 3 | {"title":"Slow","retry_after":17}    | HoldAll SERVER_BUSY +3
          429 ; Retry-After: soon | {"title":"x","retry_after":17}    | HoldAll SERVER_BUSY +17
          429 | {"retry_after":17}                                    | HoldAll SERVER_BUSY +17
          429 | {"retry_after":-1}                                    | HoldAll SERVER_BUSY +1
          429 | {"retry_after":0}                                     | HoldAll SERVER_BUSY +1
          429 | {"retry_after":3601}                                  | HoldAll SERVER_BUSY +3600
          429 | {"retry_after":9223372036854775807}                   | HoldAll SERVER_BUSY +3600
          429 | {"retry_after":-9223372036854775808}                  | HoldAll SERVER_BUSY +1
          429 | {"retry_after":1000000000000000000000000000000}       | HoldAll SERVER_BUSY +5
          429 | {"retry_after":"soon"}                                | HoldAll SERVER_BUSY +5
          429 | {"retry_after":null}                                  | HoldAll SERVER_BUSY +5
          429 | {"retry_after":{}}                                    | HoldAll SERVER_BUSY +5
          503 | {"code":"queue_full","retry_after":7}                 | HoldAll SERVER_QUEUE_FULL +7
          503 | {"code":"queue_full"}                                 | HoldAll SERVER_QUEUE_FULL +5
          503 | {"code":"draining","retry_after":7}                   | HoldAll SERVER_UNAVAILABLE +7
          429 | {"code":"queue_full","retry_after":7}                 | HoldAll SERVER_BUSY +7
          # The server's words are kept, and its word for programs behind them.
          422 | {"title":"No","detail":"Not a picture"}   | GiveUp NOT_ACCEPTED [422, Not a picture]
          422 | {"detail":"Long","code":"path_too_long"}  | GiveUp NOT_ACCEPTED [422, Long, path_too_long]
          400 | {"title":"Bad"}                           | GiveUp NOT_ACCEPTED [400, Bad]
          402 | {"title":"Pay first"}                     | StopAll NOT_ACCEPTED [402, Pay first]
          # A problem that is none does not hide the status.
          400 | {}                                        | GiveUp NOT_ACCEPTED [400, HTTP 400]
          422 | null                                      | GiveUp NOT_ACCEPTED [422, HTTP 422]
          422 | []                                        | GiveUp NOT_ACCEPTED [422, HTTP 422]
          422 | {                                         | GiveUp NOT_ACCEPTED [422, HTTP 422]
          422 | <html>                                    | GiveUp NOT_ACCEPTED [422, HTTP 422]
          422 | {"title":7,"detail":[1]}                  | GiveUp NOT_ACCEPTED [422, HTTP 422]
          507 | {                                         | StopAll SERVER_DISK_FULL
          503 | {                                         | HoldAll SERVER_UNAVAILABLE +5
          """)
  void everyWordInABody(String said, String body, String next) throws Exception {
    assertThat(told(meaning(answer(said, body)))).isEqualTo(next);
  }

  @Test
  void jsonIsReadWhateverItsNameIs() throws Exception {
    assertThat(
            told(
                meaning(
                    TestServer.json("{\"retry_after\":17}")
                        .code(429)
                        .setHeader("Content-Type", "Application/JSON; charset=utf-8"))))
        .isEqualTo("HoldAll SERVER_BUSY +17");
  }

  @Test
  void aProblemThatIsCutOffDoesNotHideTheStatus() throws Exception {
    var cut = problem(503, "{\"title\":\"Queue is full\"}").setHeader("Content-Length", "5000");
    cut.onResponseEnd(new SocketEffect.CloseSocket());
    assertThat(told(meaning(cut))).isEqualTo("HoldAll SERVER_UNAVAILABLE +5");
  }

  /// A machine whose language writes numbers in its own digits.
  @Test
  void theSystemsLanguageChangesNothing() throws Exception {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(told(meaning(answer("503 ; Retry-After: Sun, 22 Nov 2026 10:02:00 GMT", ""))))
          .isEqualTo("HoldAll SERVER_UNAVAILABLE +120");
    } finally {
      Locale.setDefault(usual);
    }
  }
}
