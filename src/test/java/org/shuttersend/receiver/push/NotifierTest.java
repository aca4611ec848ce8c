package org.shuttersend.receiver.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.Hook;

/// Notices to real servers that answer as they like.
class NotifierTest {
  private static final String SECRET = "shs_secret";
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path base;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:00:00Z"));
  private final Signal wake = new Signal(1);
  private final MockWebServer hook = new MockWebServer();
  private final MockWebServer fallback = new MockWebServer();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private Database database;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(base.resolve("r.db"), Store.SCHEMA, "test-writer");
    hook.start();
    fallback.start();
    answer(fallback, 200);
  }

  @AfterEach
  void close() {
    hanging.countDown();
    database.close();
    hook.close();
    fallback.close();
  }

  private static void answer(MockWebServer server, int status) {
    answer(server, new MockResponse.Builder().code(status).build());
  }

  private static void answer(MockWebServer server, MockResponse response) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return response;
          }
        });
  }

  private void hang(MockWebServer server) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            hanging.await();
            return new MockResponse.Builder().build();
          }
        });
  }

  private static URI address(MockWebServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  private void hook(String user, MockWebServer server) {
    var target = new Target(address(server, "/for/" + user), SECRET);
    new HookBook(database).set(user, new HookBook.Kept(target, clock.instant()));
  }

  private void tell(String id, String user) {
    boolean _ =
        database.write(session -> {
          NoticeBook.add(session, id, user, "{\"notice_id\":\"" + id + "\"}", clock.instant());
          return true;
        });
    wake.raise();
  }

  private Notifier notifier(boolean withFallback, boolean toPrivate, Duration patience) {
    Optional<Target> target =
        withFallback
            ? Optional.of(new Target(address(fallback, "/fallback"), "other"))
            : Optional.empty();
    var notifier =
        new Notifier(database, new Notifier.Options(target, toPrivate), clock, wake, patience);
    notifier.start();
    return notifier;
  }

  private List<Hook.Entry> log(String user) {
    return new PushLog(database).page(user, Long.MAX_VALUE, 100).pushes().reversed();
  }

  private List<Hook.Entry> awaitLog(String user, int rows) {
    return await().until(() -> log(user), log -> log.size() >= rows);
  }

  private static String shown(Hook.Entry entry) {
    String status = entry.status().isPresent() ? " " + entry.status().getAsInt() : "";
    return entry.stage() + " " + entry.attempt() + " " + entry.outcome() + status;
  }

  private boolean nothingWaits() {
    return new NoticeBook(database).nextDue().isEmpty();
  }

  @Test
  void aNoticeGoesToTheUsersHookSignedOnce() throws Exception {
    answer(hook, 204);
    hook("anna", hook);
    try (Notifier _ = notifier(true, true, LONG)) {
      tell("n1", "anna");
      assertThat(awaitLog("anna", 1))
          .extracting(NotifierTest::shown)
          .containsExactly("push 1 sent 204");
    }
    RecordedRequest request = hook.takeRequest();
    String body = "{\"notice_id\":\"n1\"}";
    assertThat(request.getTarget()).isEqualTo("/for/anna");
    assertThat(String.valueOf(request.getBody()).contains("n1")).isTrue();
    assertThat(request.getHeaders().get("Shuttersend-Notice")).isEqualTo("n1");
    assertThat(request.getHeaders().get(Signature.HEADER))
        .isEqualTo(Signature.of(SECRET, clock.instant(), body))
        .matches("t=\\d+,v1=[0-9a-f]{64}");
    assertThat(nothingWaits()).isTrue();
    assertThat(hook.getRequestCount()).isEqualTo(1);
    assertThat(fallback.getRequestCount()).isZero();
    assertThat(log("anna").getFirst().target()).isEqualTo("http://127.0.0.1:" + hook.getPort());
  }

  @Test
  void oneThatKeepsFailingIsTriedThriceEverLaterAndThenTheFallbackIs() {
    answer(hook, 500);
    hook("anna", hook);
    try (Notifier _ = notifier(true, true, LONG)) {
      tell("n1", "anna");
      awaitLog("anna", 1);
      var book = new NoticeBook(database);
      assertThat(book.nextDue()).contains(clock.instant().plusSeconds(5));
      clock.advance(Duration.ofSeconds(5));
      wake.raise();
      awaitLog("anna", 2);
      assertThat(book.nextDue()).contains(clock.instant().plusSeconds(20));
      clock.advance(Duration.ofSeconds(20));
      wake.raise();
      assertThat(awaitLog("anna", 4))
          .extracting(NotifierTest::shown)
          .containsExactly(
              "push 1 failed 500", "push 2 failed 500", "push 3 failed 500", "fallback 1 sent 200");
      assertThat(nothingWaits()).isTrue();
    }
  }

  @Test
  void whatNoRepetitionHelpsGoesToTheFallbackAtOnceAndRedirectsAreNotFollowed() {
    hook("anna", hook);
    try (Notifier _ = notifier(true, true, LONG)) {
      answer(hook, 404);
      tell("n1", "anna");
      awaitLog("anna", 2);
      String elsewhere = address(fallback, "/secret").toString();
      answer(hook, new MockResponse.Builder().code(307).addHeader("Location", elsewhere).build());
      tell("n2", "anna");
      awaitLog("anna", 4);
      tell("n3", "ben");
      assertThat(awaitLog("ben", 2).getFirst().reason()).contains("The user has no hook");
    }
    assertThat(log("anna"))
        .extracting(NotifierTest::shown)
        .containsExactly(
            "push 1 failed 404", "fallback 1 sent 200", "push 1 failed 307", "fallback 1 sent 200");
    assertThat(fallback.getRequestCount()).isEqualTo(3);
    assertThat(hook.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aPrivateHookIsNotReachedUnlessAllowedButTheOperatorsOwnFallbackIs() {
    answer(hook, 200);
    hook("anna", hook);
    try (Notifier _ = notifier(true, false, LONG)) {
      tell("n1", "anna");
      assertThat(awaitLog("anna", 2))
          .extracting(NotifierTest::shown)
          .containsExactly("push 1 failed", "fallback 1 sent 200");
    }
    assertThat(hook.getRequestCount()).isZero();
    assertThat(log("anna").getFirst().reason().orElseThrow()).contains("private network");
  }

  @Test
  void withoutAFallbackItIsGivenUpAndTheLogSaysWhy() {
    try (Notifier _ = notifier(false, true, LONG)) {
      tell("n1", "anna");
      assertThat(awaitLog("anna", 1))
          .extracting(NotifierTest::shown)
          .containsExactly("push 1 failed");
      await().until(this::nothingWaits);
    }
  }

  @Test
  void aHookThatHangsHoldsUpNobodyElseAndIsTriedAgain() {
    hang(hook);
    hook("anna", hook);
    hook("ben", fallback);
    try (Notifier _ = notifier(false, true, LONG)) {
      tell("n1", "anna");
      tell("n2", "anna");
      await().until(() -> hook.getRequestCount() == 1);
      for (int i = 0; i < 20; i++) {
        tell("ben " + i, "ben");
      }
      assertThat(awaitLog("ben", 20)).allMatch(entry -> entry.outcome().equals("sent"));
      assertThat(log("anna")).isEmpty();
      assertThat(hook.getRequestCount()).as("one at a time").isEqualTo(1);
    }
    // Stopped in the midst: the next start goes on once the lease is over, with the same notice.
    hanging.countDown();
    answer(hook, 200);
    clock.advance(Duration.ofMinutes(2));
    try (Notifier _ = notifier(false, true, LONG)) {
      assertThat(awaitLog("anna", 2))
          .extracting(entry -> entry.noticeId() + " " + shown(entry))
          .containsExactly("n1 push 2 sent 200", "n2 push 1 sent 200");
    }
  }

  @Test
  void oneThatDoesNotAnswerInTimeHasFailed() {
    hang(hook);
    hook("anna", hook);
    try (Notifier _ = notifier(false, true, Duration.ofMillis(50))) {
      tell("n1", "anna");
      Hook.Entry entry = awaitLog("anna", 1).getFirst();
      assertThat(shown(entry)).isEqualTo("push 1 failed");
      assertThat(entry.reason()).contains("No answer in time");
    }
  }

  @Test
  void aLongAnswerIsHungUpOn() {
    String endless = String.join("", Collections.nCopies(1 << 20, "endless "));
    answer(hook, new MockResponse.Builder().code(200).body(endless).build());
    hook("anna", hook);
    try (Notifier _ = notifier(false, true, LONG)) {
      tell("n1", "anna");
      assertThat(awaitLog("anna", 1))
          .extracting(NotifierTest::shown)
          .containsExactly("push 1 sent 200");
    }
  }
}
