package org.shuttersend.receiver.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections there are: so many of one address, and none that takes for ever to say what it
/// wants. The server ends a silence; this ends a trickle of headers, or of a handshake.
final class Connections implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final int mostOfOne;
  private final long longest;
  private final LongSupplier nanos;

  /// Since when each waits for its next request; those with a request are not in it.
  private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

  /// Whose each is: one that is closed does not know any more. Guarded by `ofAddress`.
  private final Map<Connection, String> addresses = new HashMap<>();

  /// Guarded by itself.
  private final Map<String, Integer> ofAddress = new HashMap<>();

  /// When it was last said that there are too many. Guarded by `ofAddress`.
  private Optional<Long> said = Optional.empty();

  /// @param mostOfOne of one address
  /// @param longest from the end of an answer, or the connection's beginning, to the last line of
  ///   the next request's head
  Connections(int mostOfOne, Duration longest, LongSupplier nanos) {
    this.mostOfOne = mostOfOne;
    this.longest = longest.toNanos();
    this.nanos = nanos;
  }

  int count() {
    synchronized (ofAddress) {
      return addresses.size();
    }
  }

  /// The head of a request is complete.
  void begun(Request request) {
    waiting.remove(request.getConnectionMetaData().getConnection());
  }

  /// Said before the server takes the next request: that may be at once, on another thread.
  void answered(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    if (connection.getEndPoint().isOpen()) {
      waiting.put(connection, nanos.getAsLong());
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (!isHttp(connection)) {
      return;
    }
    long now = nanos.getAsLong();
    waiting.put(connection, now);
    String address = Admission.network(connection.getEndPoint().getRemoteSocketAddress());
    boolean tooMany;
    boolean tell;
    synchronized (ofAddress) {
      addresses.put(connection, address);
      tooMany = ofAddress.merge(address, 1, Integer::sum) > mostOfOne;
      tell = tooMany && said.filter(at -> now - at < QUIET_NANOS).isEmpty();
      said = tell ? Optional.of(now) : said;
    }
    if (tell) {
      log.warn("More than {} connections from {}: further ones are ended", mostOfOne, address);
    }
    if (tooMany) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
    synchronized (ofAddress) {
      String address = addresses.remove(connection);
      if (address != null) {
        ofAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /// Over TLS the encrypting connection is told of as well.
  private static boolean isHttp(Connection connection) {
    return connection instanceof ConnectionMetaData;
  }

  /// Ends those that have waited too long; called now and then.
  void sweep() {
    long now = nanos.getAsLong();
    waiting.forEach((connection, since) -> {
      if (now - since > longest && waiting.remove(connection, since)) {
        connection.getEndPoint().close();
      }
    });
  }
}
