package org.shuttersend.receiver.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.wire.Capabilities;
import org.shuttersend.wire.Check;
import org.shuttersend.wire.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiver's server on the loopback interface: HTTP/1.1, a virtual thread for each request.
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int REQUESTS_AT_ONCE = 256;
  private static final int WAITING_CONNECTIONS = 256;
  private static final int INPUT_BUFFER = 64 * 1024;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Takes the port; nobody is answered before `start`.
  ///
  /// @param port 0 for any
  /// @throws BindException if the port is in use
  public static HttpServer bind(int port) throws IOException {
    var threads = new VirtualThreadPool(REQUESTS_AT_ONCE);
    threads.setName("http");
    var server = new Server(threads);
    var config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setSendDateHeader(true);
    config.setRequestHeaderSize(HEADER_BYTES);
    config.setInputBufferSize(INPUT_BUFFER);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(config));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.setIdleTimeout(SILENCE.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(new Problems());
    server.setStopTimeout(GRACE.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      if (e.getCause() instanceof BindException) {
        throw (BindException)
            new BindException("Port " + port + " of " + LOOPBACK + " is in use").initCause(e);
      }
      throw e;
    }
    return new HttpServer(server, connector);
  }

  public int port() {
    return connector.getLocalPort();
  }

  /// Answers from now on.
  public void start(
      Store store, EventStream events, Clock clock, Access access, Capabilities capabilities)
      throws IOException {
    server.setHandler(
        new GracefulHandler(
            new Api(
                routes(store, events, clock, capabilities),
                access.user(),
                access.token(),
                store.files().room())));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the server does not start", e);
    }
  }

  private static Routes routes(
      Store store, EventStream events, Clock clock, Capabilities capabilities) {
    long maxSize = capabilities.limits().maxSize();
    var tus = new TusAnswers(store, clock);
    var upload = new TusUpload(tus, maxSize);
    var queue = new QueueDesk(store.jobs());
    return new Routes()
        .at("GET", Names.HEALTH, x -> x.send(200, Map.of("status", "ok")))
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
        List.of("check", "jobs", "queue", "events", "idempotency-key"),
        Optional.empty());
  }

  /// Takes nothing new, lets running requests finish, bounded in time.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // What did not finish in time was cut; its bytes are kept.
      log.debug("Requests were cut at the stop: {}", e.getMessage());
    } finally {
      connector.close();
    }
  }

  /// Who may ask.
  public record Access(String user, String token) {}
}
