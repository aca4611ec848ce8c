package org.shuttersend.receiver.http;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/// Where connections come in: address, port, encryption, and how much a head may hold.
final class Doorway {
  private static final int WAITING_CONNECTIONS = 256;
  private static final int INPUT_BUFFER = 64 * 1024;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Edge edge;
  private final ServerConnector connector;
  private final Optional<Certificate> certificate;

  private Doorway(Edge edge, ServerConnector connector, Optional<Certificate> certificate) {
    this.edge = edge;
    this.connector = connector;
    this.certificate = certificate;
  }

  /// Takes the port; nobody is answered before the server starts.
  ///
  /// @throws BindException if the port is in use, or the address is not this machine's
  /// @throws UnusableCertificate if that is so
  static Doorway open(Server server, Edge edge, int port, Connections connections)
      throws IOException {
    Optional<Certificate> certificate =
        edge.tls().isPresent() ? Optional.of(new Certificate(edge.tls().get())) : Optional.empty();
    var connector =
        new ServerConnector(server, 1, 1, factories(certificate).toArray(ConnectionFactory[]::new));
    connector.setHost(edge.listen());
    connector.setPort(port);
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.setIdleTimeout(SILENCE.toMillis());
    connector.addBean(connections);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(edge.connections(), server));
    try {
      connector.open();
    } catch (IOException e) {
      if (e.getCause() instanceof BindException cause) {
        throw (BindException)
            new BindException(
                    "Port " + port + " of " + edge.listen() + " is in use: " + cause.getMessage())
                .initCause(e);
      }
      throw e;
    }
    return new Doorway(edge, connector, certificate);
  }

  private static List<ConnectionFactory> factories(Optional<Certificate> certificate) {
    var config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setSendDateHeader(true);
    config.setRequestHeaderSize(HEADER_BYTES);
    config.setInputBufferSize(INPUT_BUFFER);
    var factories = new ArrayList<ConnectionFactory>();
    if (certificate.isPresent()) {
      // Whoever has the token may call the machine by any of its names.
      config.addCustomizer(new SecureRequestCustomizer(false));
      factories.add(
          new SslConnectionFactory(certificate.get().factory(), HttpVersion.HTTP_1_1.asString()));
    }
    factories.add(new HttpConnectionFactory(config));
    return factories;
  }

  int port() {
    return connector.getLocalPort();
  }

  /// What programs of this machine reach it by.
  String address() throws IOException {
    InetAddress listening = InetAddress.getByName(edge.listen());
    InetAddress reached =
        listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
    String host = reached.getHostAddress();
    return edge.scheme()
        + "://"
        + (reached instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + port();
  }

  /// Called now and then.
  void look() {
    certificate.ifPresent(Certificate::reload);
  }

  void close() {
    connector.close();
  }
}
