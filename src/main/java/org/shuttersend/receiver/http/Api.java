package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.metric.Metrics;
import org.shuttersend.receiver.store.DiskRoom;
import org.shuttersend.receiver.store.PhotoPath.UnsafePath;
import org.shuttersend.receiver.store.StorageFailure;
import org.shuttersend.wire.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door: who asks, what for, and every failure as a problem. Behind it nobody looks at status
/// codes of others.
final class Api extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final int MOST_HEADERS = 100;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Routes routes;
  private final Admission admission;
  private final Throttle throttle;
  private final Connections connections;
  private final Pace pace;
  private final Metrics metrics;
  private final DiskRoom room;
  private final Consumer<String> changed;

  /// @param changed told who may have changed something, before the answer says so
  Api(
      Routes routes,
      Admission admission,
      Throttle throttle,
      Connections connections,
      Pace pace,
      Metrics metrics,
      DiskRoom room,
      Consumer<String> changed) {
    this.changed = changed;
    this.routes = routes;
    this.admission = admission;
    this.throttle = throttle;
    this.connections = connections;
    this.pace = pace;
    this.metrics = metrics;
    this.room = room;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    connections.begun(request);
    long begun = pace.nanos().getAsLong();
    String path = Request.getPathInContext(request);
    Optional<Routes.Found> found = routes.find(path);
    var exchange = new Exchange(request, response, found.map(Routes.Found::id).orElse(""), pace);
    if (!READING.contains(request.getMethod())) {
      exchange.beforeAnswer(changed);
    }
    try {
      answer(request, path, found, exchange);
      exchange.drain();
      connections.answered(request);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    } finally {
      exchange.told(); // an answer that could not be sent says nothing about the change
      metrics.answered(
          found.map(Routes.Found::template).orElse("other"),
          request.getMethod(),
          exchange.status(),
          pace.nanos().getAsLong() - begun,
          exchange.received());
    }
    return true;
  }

  private void answer(Request request, String path, Optional<Routes.Found> found, Exchange exchange)
      throws IOException {
    try {
      if (request.getHeaders().size() > MOST_HEADERS) {
        throw Refusal.of(431, "malformed", "More than " + MOST_HEADERS + " header fields");
      }
      exchange.admit(admission.admit(request, path));
      String method = meant(request, exchange);
      Endpoint endpoint = endpoint(method, found);
      throttle.pass(exchange, method, path);
      endpoint.handle(exchange);
    } catch (Refusal e) {
      metrics.refused(e.problem());
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
      if (e instanceof HttpException malformed) {
        // The server looks at some parts of a request only when they are asked for.
        send(exchange, Problems.of(malformed));
      } else {
        log.error("{} {} failed", request.getMethod(), path, e);
        send(exchange, Problem.of(500, "The receiver failed"));
      }
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

  private static String meant(Request request, Exchange exchange) {
    String method = request.getMethod();
    return method.equals("POST")
        ? exchange.header("X-HTTP-Method-Override").orElse(method)
        : method;
  }

  private static Endpoint endpoint(String method, Optional<Routes.Found> found) {
    Routes.Found path = found.orElseThrow(Refusal::notFound);
    return Optional.ofNullable(path.methods().get(method))
        .orElseThrow(() ->
            Refusal.of(405, method + " is not possible here")
                .with(HttpHeader.ALLOW.asString(), String.join(", ", path.methods().keySet())));
  }
}
