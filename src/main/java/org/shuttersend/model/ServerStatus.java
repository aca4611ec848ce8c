package org.shuttersend.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The server as the sender sees it.
///
/// @param name host, and port where it is not the usual one
/// @param latency of the last control call
/// @param queue empty for a server without one, or not asked yet
/// @param curve the last 15 minutes of the queue's size, oldest first
/// @param clearsIn estimated from the rate of the last minutes; empty when unknown
public record ServerStatus(
    String name,
    Link link,
    Optional<Duration> latency,
    Optional<ServerQueue> queue,
    List<QueueSample> curve,
    Optional<Duration> clearsIn) {

  public ServerStatus {
    curve = List.copyOf(curve);
  }

  public enum Link {
    CONNECTING,
    CONNECTED,
    /// The stream is down; the server answers polls.
    POLLING,
    UNREACHABLE
  }

  public record QueueSample(Instant at, int size) {}
}
