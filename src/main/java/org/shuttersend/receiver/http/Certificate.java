package org.shuttersend.receiver.http;

import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's certificate, which is renewed every few weeks while the server runs: a file that
/// changed is read again, and holds for the connections that come then.
final class Certificate {
  private static final Logger log = LoggerFactory.getLogger(Certificate.class);

  private final Edge.Tls tls;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();

  /// Written by the thread that looks after the server.
  private volatile List<Long> changed;

  Certificate(Edge.Tls tls) throws UnusableCertificate {
    this.tls = tls;
    this.changed = Pem.changed(tls);
    factory.setKeyStore(Pem.load(tls));
    factory.setKeyStorePassword("");
    factory.setSniRequired(false);
    factory.setEndpointIdentificationAlgorithm(null);
    factory.setRenegotiationAllowed(false);
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /// Called now and then. A file that cannot be used changes nothing: its writer may not be ready.
  void reload() {
    List<Long> now = Pem.changed(tls);
    if (now.equals(changed)) {
      return;
    }
    changed = now;
    try {
      var store = Pem.load(tls);
      factory.reload(f -> f.setKeyStore(store));
      log.info("The certificate {} was read again.", tls.certificate());
    } catch (Exception e) {
      log.warn("The certificate stays what it was: {}", e.getMessage());
    }
  }
}
