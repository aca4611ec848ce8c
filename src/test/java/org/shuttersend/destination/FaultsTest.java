package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What it means that no answer came: each thing that happens to connections really happens, over
/// sockets of this machine. The line that counts: without a connection no photo spends an attempt.
class FaultsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  /// Where an answer never comes, or a connection: not longer than it must be.
  private static final TimeLimits SHORT =
      new TimeLimits(Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofMillis(300));

  /// Where one comes. Stalls are looked for often all the same: their clock is the test's.
  private static final TimeLimits LONG =
      new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(300));

  /// What [Movement] goes by; moves only while a server is silent.
  static final AtomicLong NANOS = new AtomicLong();

  private static final int SMALL = 1000;

  /// More than all buffers between two sockets hold.
  private static final int LARGE = 24 * 1024 * 1024;

  /// @param next what is done next, when a body of `size` is sent
  private record Row(String what, int size, String next, RawServer.Manner manner) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Row row(String what, String next, RawServer.Manner manner) {
    return new Row(what, SMALL, next, manner);
  }

  static Stream<Row> connections() {
    return Stream.of(
        row("reset before the body", "Retry CONNECTION_LOST", RawServer.Peer::resets),
        new Row(
            "reset in the middle of the body",
            LARGE,
            "Retry CONNECTION_LOST",
            peer -> peer.takes(100_000).resets()),
        row("reset after the body", "Retry CONNECTION_LOST", peer -> peer.hears().resets()),
        row("closed before the body", "Retry CONNECTION_LOST", _ -> {}),
        row("closed after the body", "Retry CONNECTION_LOST", RawServer.Peer::hears),
        new Row(
            "a server that never reads",
            LARGE,
            "Retry NO_ANSWER",
            peer -> peer.takes(1).isSilent(NANOS)),
        new Row(
            "a server that stops reading",
            LARGE,
            "Retry NO_ANSWER",
            peer -> peer.takes(1_000_000).isSilent(NANOS)),
        row("a server that never answers", "Retry NO_ANSWER", peer -> peer.hears().isSilent(NANOS)),
        row(
            "an answer that stops in its head",
            "Retry NO_ANSWER",
            peer -> peer.hears().says("HTTP/1.1 204 No Con").isSilent(NANOS)),
        row(
            "an answer cut in its head",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says("HTTP/1.1 204 No Content\r\nUpload-Off")),
        row(
            "an answer cut in its first line",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says("HTTP/1.1 20")),
        row(
            "bytes that mean nothing",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says("\0\1\2\3\377\376")),
        row(
            "a head without end",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says("HTTP/1.1 200 OK\r\n").repeats("x: " + "y".repeat(5000))),
        row(
            "another protocol",
            "HoldAll NOT_A_RECEIVER [Unexpected status line: SSH-2.0-OpenSSH_9.2] +30",
            peer -> peer.hears().says("SSH-2.0-OpenSSH_9.2\r\n")),
        row(
            "a page without a head",
            "HoldAll NOT_A_RECEIVER [Unexpected status line: <html>] +30",
            peer -> peer.hears().says("<html>\nRoom number?\n</html>\n")),
        row(
            "a status that is no number",
            "HoldAll NOT_A_RECEIVER [Unexpected status line: HTTP/1.1 fine] +30",
            peer -> peer.hears().says("HTTP/1.1 fine\r\n\r\n")),
        row(
            "nothing that has something",
            "HoldAll NOT_A_RECEIVER [HTTP 204 had non-zero Content-Length: 5] +30",
            peer -> peer.hears().says("HTTP/1.1 204 OK\r\nContent-Length: 5\r\n\r\nhello")),
        row(
            "a proxy that wants to know who we are",
            "HoldAll NOT_A_RECEIVER"
                + " [Received HTTP_PROXY_AUTH (407) code while not using proxy] +30",
            peer -> peer.hears().says("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")),
        row(
            "an answer before the body, and the connection reset",
            "HoldAll SERVER_UNAVAILABLE +7",
            peer -> {
              peer.hearsHead();
              peer.says("HTTP/1.1 503 Full\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
            }),
        row(
            "news of the answer before the answer",
            "HoldAll SERVER_UNAVAILABLE +7",
            peer ->
                peer.hears()
                    .says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")
                    .says("HTTP/1.1 503 Full\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")));
  }

  @ParameterizedTest
  @MethodSource("connections")
  void everyConnection(Row row) throws Exception {
    try (var server = new RawServer(row.manner);
        var http = http("http://127.0.0.1:" + server.port(), LONG)) {
      assertThat(afterSending(http, row.size)).startsWith(row.next);
    }
  }

  static Http http(String address, TimeLimits limits) {
    return http(address, limits, new OkHttpClient.Builder());
  }

  static Http http(String address, TimeLimits limits, OkHttpClient.Builder network) {
    return new Http(
        URI.create(address), TestServer.TOKEN, CLOCK, Gate.OPEN, limits, NANOS::get, network);
  }

  /// What is next after a body was sent to it.
  static String afterSending(Http http, int size) {
    RequestBody body = RequestBody.create(new byte[size]);
    var e =
        catchThrowableOfType(
            DeliveryException.class,
            () -> {
              try (Response response = http.body(http.root().patch(body).build())) {
                throw http.unexpected(response);
              }
            });
    return told(e);
  }

  private static String afterAsking(Http http) {
    var e =
        catchThrowableOfType(
            DeliveryException.class,
            () -> {
              try (Response response = http.control(http.root().get().build())) {
                String _ = response.body().string();
                throw http.unexpected(response);
              } catch (IOException broken) {
                throw http.lost(broken);
              }
            });
    return told(e);
  }

  private static String told(DeliveryException e) {
    var out = new StringWriter();
    e.printStackTrace(new PrintWriter(out));
    assertThat(out.toString()).as("no exception tells the token").doesNotContain(TestServer.TOKEN);
    return Told.of(e.failure(), CLOCK.instant());
  }

  static Stream<Row> answersToQuestions() {
    String ok = "HTTP/1.1 200 OK\r\n";
    return Stream.of(
        row(
            "less than was announced",
            "Retry CONNECTION_LOST [unexpected end of stream]",
            peer -> peer.hears().says(ok + "Content-Length: 100\r\n\r\n{")),
        row(
            "a part that is cut off",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says(ok + "Transfer-Encoding: chunked\r\n\r\n40\r\n{")),
        row(
            "no last part",
            "Retry CONNECTION_LOST",
            peer -> peer.hears().says(ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")),
        row(
            "a part whose length is no number",
            "HoldAll NOT_A_RECEIVER [Expected leading [0-9a-fA-F] character but was 0x6d] +30",
            peer -> peer.hears().says(ok + "Transfer-Encoding: chunked\r\n\r\nmany\r\n")),
        row(
            "a log-in page",
            "HoldAll NOT_A_RECEIVER [HTTP 200] +30",
            peer -> peer.hears().says(ok + "Content-Type: text/html\r\n\r\n<html>Room?</html>")));
  }

  @ParameterizedTest
  @MethodSource("answersToQuestions")
  void everyAnswerToAQuestion(Row row) throws Exception {
    try (var server = new RawServer(row.manner);
        var http = http("http://127.0.0.1:" + server.port(), LONG)) {
      assertThat(afterAsking(http)).startsWith(row.next);
    }
  }

  /// Asked until it was connected in time: for questions the time is the real one.
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"})
  void aQuestionWithoutAnAnswerEnds(String beginning) throws Exception {
    RawServer.Manner silent = peer -> peer.hears().says(beginning).isSilent(NANOS);
    try (var server = new RawServer(silent);
        var http = http("http://127.0.0.1:" + server.port(), SHORT)) {
      await().untilAsserted(() -> assertThat(afterAsking(http)).isEqualTo("Retry NO_ANSWER"));
    }
  }

  @Test
  void aNameThatNobodyHasIsUnreachable() {
    try (var http = http("http://studio.invalid:81", LONG)) {
      assertThat(afterSending(http, SMALL))
          .isEqualTo("Unreachable SERVER_UNREACHABLE [studio.invalid:81]");
      assertThat(afterAsking(http)).isEqualTo("Unreachable SERVER_UNREACHABLE [studio.invalid:81]");
    }
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var http = http("http://127.0.0.1:" + port, LONG)) {
      String unreachable = "Unreachable SERVER_UNREACHABLE [127.0.0.1:" + port + "]";
      assertThat(afterSending(http, SMALL)).isEqualTo(unreachable);
      assertThat(afterAsking(http)).isEqualTo(unreachable);
    }
  }

  /// Nobody accepts, and the system takes no more: a packet that is lost looks the same.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerThatTakesNoConnectionIsUnreachable() throws Exception {
    var waiting = new ArrayList<SocketChannel>();
    try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        waiting.add(channel);
        channel.configureBlocking(false);
        boolean _ =
            channel.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort()));
      }
      String address = "127.0.0.1:" + door.getLocalPort();
      try (var http = http("http://" + address, SHORT)) {
        String unreachable = "Unreachable SERVER_UNREACHABLE [" + address + "]";
        assertThat(afterSending(http, SMALL)).isEqualTo(unreachable);
        assertThat(afterAsking(http)).isEqualTo(unreachable);
      }
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  /// What cannot be made to happen on every machine: a network that goes away.
  @Test
  void aNetworkThatGoesAwayIsUnreachable() {
    for (IOException e :
        List.of(
            new NoRouteToHostException("No route to host"),
            new SocketException("Network is unreachable"))) {
      assertThat(Told.of(Faults.failure(e, true, "studio", CLOCK), CLOCK.instant()))
          .isEqualTo("Unreachable SERVER_UNREACHABLE [studio]");
    }
  }

  @Test
  void aFaultWithoutWordsHasItsName() {
    assertThat(Faults.failure(new EOFException(), true, "studio", CLOCK).reason().args())
        .containsExactly("EOFException");
  }
}
