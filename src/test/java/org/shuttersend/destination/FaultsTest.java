package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// What it means that no answer came. The line that counts: without a connection no photo spends an
/// attempt.
class FaultsTest {
  private static final Failure UNREACHABLE =
      new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, "studio"));

  static Stream<IOException> noConnection() {
    return Stream.of(
        new ConnectException("Connection refused"),
        new UnknownHostException("studio"),
        new NoRouteToHostException("No route to host"),
        // How Java says it where the machine has no network at all and the server is an address.
        new SocketException("Network is unreachable"),
        new SocketTimeoutException("connect timed out"),
        new SocketTimeoutException("Connect timed out"),
        new SocketTimeoutException("failed to connect to studio/10.0.0.1 (port 80) after 10000ms"));
  }

  @ParameterizedTest
  @MethodSource("noConnection")
  void withoutAConnectionEverythingWaits(IOException e) {
    assertThat(Faults.failure(e, "studio")).isEqualTo(UNREACHABLE);
  }

  @Test
  void silenceIsTemporary() {
    for (IOException e :
        List.of(new SocketTimeoutException("timeout"), new InterruptedIOException("timeout"))) {
      assertThat(Faults.failure(e, "studio"))
          .isEqualTo(new Failure.Retry(Reason.of(Reason.Code.NO_ANSWER)));
    }
  }

  @Test
  void aBrokenConnectionIsTemporary() {
    for (IOException e :
        List.of(new SocketException("Connection reset"), new EOFException("unexpected end"))) {
      assertThat(Faults.failure(e, "studio"))
          .isEqualTo(
              new Failure.Retry(
                  Reason.of(Reason.Code.CONNECTION_LOST, String.valueOf(e.getMessage()))));
    }
  }

  @Test
  void aServerWithoutTlsIsSaidToHaveNone() {
    var e = new SSLException("Unsupported or unrecognized SSL message");
    assertThat(Faults.failure(e, "studio"))
        .isEqualTo(new Failure.StopAll(Reason.of(Reason.Code.SERVER_NOT_SECURE, "studio")));
  }

  @Test
  void aFaultWithoutWordsHasItsName() {
    assertThat(Faults.failure(new EOFException(), "studio").reason().args())
        .containsExactly("EOFException");
  }

  @Test
  void aCertificateThatCannotBeTrustedStopsAll() {
    assertThat(Faults.failure(new SSLHandshakeException("PKIX path building failed"), "studio"))
        .isInstanceOf(Failure.StopAll.class);
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var http =
        new Http(
            URI.create("http://127.0.0.1:" + port),
            TestServer.TOKEN,
            Clock.systemUTC(),
            Gate.OPEN)) {
      var e =
          catchThrowableOfType(
              DeliveryException.class, () -> http.control(http.root().get().build()));
      assertThat(e.failure())
          .isEqualTo(
              new Failure.Unreachable(
                  Reason.of(Reason.Code.SERVER_UNREACHABLE, "127.0.0.1:" + port)));
      assertThat(e).hasStackTraceContaining("Connect");
      assertThat(stackTrace(e)).doesNotContain(TestServer.TOKEN);
    }
  }

  private static String stackTrace(Throwable e) {
    var out = new StringWriter();
    e.printStackTrace(new PrintWriter(out));
    return out.toString();
  }
}
