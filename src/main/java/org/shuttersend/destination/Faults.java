package org.shuttersend.destination;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;

/// What an exception means that came instead of an answer.
public final class Faults {
  private Faults() {}

  /// @param wasConnected whether there was a connection: without one no photo was touched
  /// @param host for the sentence
  public static Failure failure(IOException e, boolean wasConnected, String host, Clock clock) {
    return switch (e) {
      case LocalFileException local -> local.failure();
      case ConnectException _, UnknownHostException _, NoRouteToHostException _ ->
          unreachable(host);
      case SSLHandshakeException _ when !isBrokenOff(e) -> notTrusted(e, host);
      case SSLPeerUnverifiedException _ -> notTrusted(e, host);
      // Java's words for bytes that are no TLS.
      case SSLException _ when says(e, "unrecognized ssl message") ->
          new Failure.StopAll(Reason.of(Reason.Code.SERVER_NOT_SECURE, host));
      // No exception of its own says that there is no way to an address any more.
      case SocketException _ when says(e, "unreachable") -> unreachable(host);
      case IOException _ when !wasConnected -> unreachable(host);
      case InterruptedIOException _ -> new Failure.Retry(Reason.of(Reason.Code.NO_ANSWER));
      // What came is no HTTP: another program, or a proxy's own way of saying no.
      case ProtocolException _ when !says(e, "unexpected end") ->
          Answers.notAReceiver(words(e), clock);
      default -> new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, words(e)));
    };
  }

  private static Failure notTrusted(IOException e, String host) {
    return new Failure.StopAll(Reason.of(Reason.Code.CERTIFICATE_REFUSED, words(e), host));
  }

  /// A handshake may end as any connection may: that says nothing about whom to trust.
  private static boolean isBrokenOff(IOException e) {
    return e.getCause() instanceof EOFException || e.getCause() instanceof SocketException;
  }

  private static Failure unreachable(String host) {
    return new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, host));
  }

  private static boolean says(IOException e, String word) {
    return words(e).toLowerCase(Locale.ROOT).contains(word);
  }

  private static String words(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
        .lines()
        .findFirst()
        .orElse("");
  }
}
