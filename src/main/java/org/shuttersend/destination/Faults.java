package org.shuttersend.destination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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

  /// @param host for the sentence
  public static Failure failure(IOException e, String host) {
    return switch (e) {
      case LocalFileException local -> local.failure();
      case ConnectException _, UnknownHostException _, NoRouteToHostException _ ->
          unreachable(host);
      case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
          new Failure.StopAll(Reason.of(Reason.Code.NOT_A_RECEIVER, "TLS: " + words(e)));
      // Java's words for bytes that are no TLS.
      case SSLException _ when says(e, "unrecognized ssl message") ->
          new Failure.StopAll(Reason.of(Reason.Code.SERVER_NOT_SECURE, host));
      case SocketTimeoutException _ when says(e, "connect") -> unreachable(host);
      // No exception of its own says that there is no way to an address.
      case SocketException _ when says(e, "unreachable") -> unreachable(host);
      case InterruptedIOException _ -> new Failure.Retry(Reason.of(Reason.Code.NO_ANSWER));
      default -> new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, words(e)));
    };
  }

  private static Failure unreachable(String host) {
    return new Failure.Unreachable(Reason.of(Reason.Code.SERVER_UNREACHABLE, host));
  }

  /// The word alone counts: Java says "Connect timed out", OkHttp "failed to connect".
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
