package org.shuttersend.receiver.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.notify.Listener;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// `GET /api/events`: stays up until either side ends it, or the other takes nothing for two
/// heartbeats.
final class Events implements Endpoint {
  private static final long RETRY_SECONDS = 30;

  private final EventStream stream;

  Events(EventStream stream) {
    this.stream = stream;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Optional<Listener> opened = stream.open(exchange.owner(), from(exchange));
    if (opened.isEmpty()) {
      throw new Refusal(
          Problem.of(503, "Too many listen already, try again later")
              .withRetryAfter(RETRY_SECONDS));
    }
    Duration heartbeat = stream.heartbeat();
    try (Listener listener = opened.get()) {
      exchange.stream("text/event-stream");
      exchange.bear(heartbeat.multipliedBy(2));
      exchange.push("retry: 3000\n\n");
      while (!listener.isClosed()) {
        exchange.push(listener.next(heartbeat).orElse(":\n\n"));
      }
      exchange.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the receiver is closing", e);
    }
  }

  /// A number that is none is like no number: the stream starts now.
  private static OptionalLong from(Exchange exchange) {
    try {
      return exchange
          .header(Names.LAST_EVENT_ID)
          .map(id -> OptionalLong.of(Long.parseLong(id)))
          .orElse(OptionalLong.empty());
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
