package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.util.component.Graceful;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.wire.Problem;
import org.shuttersend.wire.QueueStats;

/// Whether the receiver is alive, and whether it is of use: told to anybody, as it tells nothing
/// about photos.
///
/// A full queue or disk is told, but is no reason to be taken out of service: photos that are there
/// can be looked at, and senders are told in words to come again.
final class Health {
  private static final String OK = "ok";
  private static final long AGAIN_SECONDS = 5;

  private final Store store;
  private final Graceful draining;

  /// @param draining knows whether the server is closing
  Health(Store store, Graceful draining) {
    this.store = store;
    this.draining = draining;
  }

  /// `GET /healthz`; with `?ready`, as `/readyz`.
  void live(Exchange exchange) throws IOException {
    if (exchange.asks("ready")) {
      ready(exchange);
    } else {
      exchange.send(200, Map.of("status", OK));
    }
  }

  /// `GET /readyz`.
  void ready(Exchange exchange) throws IOException {
    if (draining.isShutdown()) {
      throw new Refusal(
          Problem.of(503, "The receiver is closing, try again later")
              .withCode(Problem.DRAINING)
              .withRetryAfter(AGAIN_SECONDS));
    }
    QueueStats.Queue queue;
    try {
      queue = store.jobs().queue();
    } catch (DatabaseException e) {
      throw new Refusal(
          Problem.of(503, "The receiver's database is not there, try again later")
              .withRetryAfter(AGAIN_SECONDS));
    }
    boolean full = queue.currentQueueSize() >= queue.maxQueueSize();
    exchange.send(
        200,
        Map.of("status", "ready", "database", OK, "queue", full ? "full" : OK, "disk", disk()));
  }

  private String disk() {
    try {
      return store.files().room().isFull() ? "full" : OK;
    } catch (StorageFailure e) {
      return "failing";
    }
  }
}
