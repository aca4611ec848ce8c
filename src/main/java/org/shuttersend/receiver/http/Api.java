package org.shuttersend.receiver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.DiskRoom;
import org.shuttersend.receiver.store.PhotoPath.UnsafePath;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door: who asks, what for, and every failure as a problem. Behind it nobody looks at status
/// codes of others.
final class Api extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final String BEARER = "Bearer ";

  private final Routes routes;
  private final String user;
  private final byte[] token;
  private final DiskRoom room;

  Api(Routes routes, String user, String token, DiskRoom room) {
    this.room = room;
    this.routes = routes;
    this.user = user;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Optional<Routes.Found> found = routes.find(path);
    var exchange = new Exchange(request, response, user, found.map(Routes.Found::id).orElse(""));
    try {
      answer(request, path, found, exchange);
      exchange.drain();
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    }
    return true;
  }

  private void answer(Request request, String path, Optional<Routes.Found> found, Exchange exchange)
      throws IOException {
    try {
      if (!path.equals(Names.HEALTH) && !isAuthorized(request)) {
        throw Refusal.of(401, "The token is missing or not the receiver's")
            .with(HttpHeader.WWW_AUTHENTICATE.asString(), "Bearer");
      }
      endpoint(request.getMethod(), found, exchange).handle(exchange);
    } catch (Refusal e) {
      e.headers().forEach(exchange::set);
      send(exchange, e.problem());
    } catch (UnsafePath e) {
      send(
          exchange,
          Problem.of(422, "This photo's path is not accepted")
              .withCode(e.code())
              .withDetail(String.valueOf(e.getMessage())));
    } catch (StorageFailure e) {
      if (e.isDiskFull()) {
        diskFull(exchange);
      } else {
        log.error("{} {}: the disk failed", request.getMethod(), path, e);
        send(exchange, Problem.of(500, "The receiver's disk failed"));
      }
    } catch (DatabaseException e) {
      if (e.fault() == DatabaseException.Fault.AWAY) {
        log.warn("{} {} has to wait: {}", request.getMethod(), path, e.getMessage());
        Refusal refusal = Refusal.databaseAway();
        refusal.headers().forEach(exchange::set);
        send(exchange, refusal.problem());
      } else if (StorageFailure.saysDiskFull(String.valueOf(e.getMessage()))) {
        diskFull(exchange);
      } else {
        log.error("{} {}: the database failed", request.getMethod(), path, e);
        send(exchange, Problem.of(500, "The receiver's database failed"));
      }
    } catch (RuntimeException e) {
      log.error("{} {} failed", request.getMethod(), path, e);
      send(exchange, Problem.of(500, "The receiver failed"));
    }
  }

  private void diskFull(Exchange exchange) throws IOException {
    room.full();
    send(exchange, Refusal.diskFull().problem());
  }

  /// The latter half of an answer cannot become a problem: the connection is cut instead.
  private static void send(Exchange exchange, Problem problem) throws IOException {
    if (exchange.isAnswered()) {
      throw new IOException(problem.title());
    }
    exchange.send(problem);
  }

  private static Endpoint endpoint(String method, Optional<Routes.Found> found, Exchange exchange) {
    Routes.Found path = found.orElseThrow(Refusal::notFound);
    String meant =
        method.equals("POST") ? exchange.header("X-HTTP-Method-Override").orElse(method) : method;
    return Optional.ofNullable(path.methods().get(meant))
        .orElseThrow(() ->
            Refusal.of(405, meant + " is not possible here")
                .with(HttpHeader.ALLOW.asString(), String.join(", ", path.methods().keySet())));
  }

  private boolean isAuthorized(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    // Compared in a time that does not tell how much of it was right.
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            token, header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
