package org.shuttersend.receiver.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.shuttersend.receiver.limit.Debounce;
import org.shuttersend.receiver.limit.Limiter;
import org.shuttersend.receiver.metric.Metrics;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.user.Users;
import org.shuttersend.wire.Capabilities;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiver's server: HTTP/1.1, a virtual thread for each request.
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final int REQUESTS_AT_ONCE = 256 + EventStream.LISTENERS;
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Server server;
  private final Edge edge;
  private final LongSupplier nanos;
  private final Connections connections;
  private final Doorway doorway;
  private final Rounds rounds;

  private HttpServer(
      Server server, Edge edge, LongSupplier nanos, Connections connections, Doorway doorway) {
    this.server = server;
    this.edge = edge;
    this.nanos = nanos;
    this.connections = connections;
    this.doorway = doorway;
    this.rounds = new Rounds(List.of(connections::sweep, doorway::look));
  }

  /// Takes the port; nobody is answered before `start`.
  ///
  /// @param port 0 for any
  /// @param nanos a steady clock
  /// @throws BindException if the port is in use
  /// @throws UnusableCertificate if that is so
  public static HttpServer bind(Edge edge, int port, LongSupplier nanos) throws IOException {
    var threads = new VirtualThreadPool(REQUESTS_AT_ONCE);
    threads.setName("http");
    var server = new Server(threads);
    server.setErrorHandler(new Problems());
    server.setStopTimeout(GRACE.toMillis());
    var connections = new Connections(edge.connectionsOfOne(), Edge.HEAD, nanos);
    Doorway doorway = Doorway.open(server, edge, port, connections);
    return new HttpServer(server, edge, nanos, connections, doorway);
  }

  /// `http://127.0.0.1:PORT`, or what else it listens on.
  public URI address() throws IOException {
    return URI.create(doorway.address());
  }

  /// Answers from now on.
  public void start(
      Store store,
      EventStream events,
      PhotoDesk photos,
      Deliveries deliveries,
      Pages pages,
      Clock clock,
      Users users,
      Capabilities capabilities)
      throws IOException {
    var limiter = new Limiter(edge.limits(), nanos);
    var throttle = new Throttle(limiter, new Debounce(edge.limits(), nanos));
    var pace = new Pace(edge.bytesPerSecond(), Edge.PERIOD, nanos);
    var graceful = new GracefulHandler();
    var metrics =
        new Metrics().with(new Watched(store, events, connections, photos::caches).gauges());
    var admission = new Admission(users, limiter, pages);
    Routes routes =
        pages
            .on(deliveries.on(routes(store, events, photos, clock, capabilities)), admission)
            .at("GET", Names.METRICS, x -> x.send(200, Metrics.MEDIA_TYPE, metrics.page()));
    var health = new Health(store, graceful);
    routes.at("GET", Names.HEALTH, health::live).at("GET", Names.READY, health::ready);
    graceful.setHandler(
        new Api(
            routes,
            admission,
            throttle,
            connections,
            pace,
            metrics,
            store.files().room(),
            photos::changed));
    server.setHandler(graceful);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the server does not start", e);
    }
    rounds.start();
  }

  private static Routes routes(
      Store store, EventStream events, PhotoDesk photos, Clock clock, Capabilities capabilities) {
    long maxSize = capabilities.limits().maxSize();
    var tus = new TusAnswers(store, clock);
    var upload = new TusUpload(tus, maxSize);
    var queue = new QueueDesk(store.jobs(), photos::caches);
    return new Routes()
        .at("GET", Names.CAPABILITIES, x -> x.send(200, capabilities.toldTo(x.owner())))
        .at("POST", Names.CHECK, new PhotoCheck(store))
        .at("POST", Names.PHOTOS, new PhotoForm(store, clock, maxSize))
        .at("OPTIONS", Names.UPLOADS, upload::options)
        .at("POST", Names.UPLOADS, new TusCreate(tus, maxSize))
        .below("OPTIONS", Names.UPLOADS, upload::options)
        .below("HEAD", Names.UPLOADS, upload::head)
        .below("PATCH", Names.UPLOADS, new TusPatch(tus))
        .below("DELETE", Names.UPLOADS, upload::delete)
        .at("GET", Names.QUEUE_STATS, queue::stats)
        .at("GET", Names.JOBS, queue::page)
        .below("GET", Names.JOBS, queue::job)
        .below("GET", Names.ADMIN_JOBS, queue::job)
        .at("GET", Names.MY_PHOTOS, photos::mine)
        .at("GET", Names.ALL_PHOTOS, photos::all)
        .around("GET", Names.PHOTOS, Names.PREVIEW, photos::preview)
        .around("GET", Names.PHOTOS, Names.ANALYSIS, photos::analysis)
        .at("POST", Names.CACHE_CLEAR, photos::clear)
        .at("GET", Names.EVENTS, new Events(events));
  }

  /// What this server says of itself.
  public static Capabilities capabilities(
      String version, String instance, long maxSize, int queueCapacity) {
    return new Capabilities(
        "Shuttersend",
        version,
        instance,
        new Capabilities.Limits(maxSize, queueCapacity, QueueDesk.PAGE_SIZE, Check.MAX_ITEMS),
        List.of("tus-1.0.0", "form"),
        List.of(
            "check",
            "jobs",
            "queue",
            "events",
            "idempotency-key",
            "photos",
            "previews",
            "deliveries",
            "hooks"),
        Optional.empty());
  }

  /// Takes nothing new, lets running requests finish, bounded in time.
  @Override
  public void close() {
    rounds.close();
    try {
      server.stop();
    } catch (Exception e) {
      // What did not finish in time was cut; its bytes are kept.
      log.debug("Requests were cut at the stop: {}", e.getMessage());
    } finally {
      doorway.close();
    }
  }
}
