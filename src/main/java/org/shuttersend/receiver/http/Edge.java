package org.shuttersend.receiver.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.receiver.limit.Limits;

/// Where the receiver listens, and how much it bears.
///
/// @param listen an address of this machine
/// @param tls without it, plain HTTP
/// @param connections at once in all; more wait to be taken
/// @param connectionsOfOne at once of one address; more are ended
/// @param bytesPerSecond the least a body has to bring, 0 for any; see [#PERIOD]
public record Edge(
    String listen,
    Optional<Tls> tls,
    Limits limits,
    int connections,
    int connectionsOfOne,
    long bytesPerSecond) {
  public static final String LOOPBACK = "127.0.0.1";

  /// A network that is gone for a few seconds is not slow: what came is counted over this time.
  static final Duration PERIOD = Duration.ofSeconds(30);

  /// From a connection's beginning, or its last answer, to the end of the next request's head. More
  /// than the server's own patience with one that says nothing.
  static final Duration HEAD = Duration.ofSeconds(40);

  /// For programs of this machine: plain HTTP, and no limit but those that keep the server up.
  public static final Edge LOCAL =
      new Edge(LOOPBACK, Optional.empty(), Limits.NONE, 1024, 512, 500);

  /// Both in PEM, as certificate authorities give them.
  ///
  /// @param certificate with the whole chain, the server's own first
  /// @param key not encrypted
  public record Tls(Path certificate, Path key) {}

  String scheme() {
    return tls.isPresent() ? "https" : "http";
  }
}
