package org.shuttersend.destination.studio;

import java.net.URI;
import java.time.Clock;
import okhttp3.Response;
import org.shuttersend.destination.Answers;
import org.shuttersend.destination.Connector;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.tus.TusDestination;
import org.shuttersend.wire.Capabilities;
import org.shuttersend.wire.Names;

/// Asks an address what it is: a Shuttersend receiver, or a plain tus server.
public final class StudioConnector implements Connector {
  private final URI address;
  private final String token;
  private final Clock clock;
  private final Gate gate;

  /// @param gate asked before each request
  public StudioConnector(URI address, String token, Clock clock, Gate gate) {
    this.gate = gate;
    this.address = address;
    this.token = token;
    this.clock = clock;
  }

  @Override
  public Destination connect() throws DeliveryException {
    var http = new Http(address, token, clock, gate);
    try {
      return connect(http);
    } catch (DeliveryException e) {
      http.close();
      throw e;
    }
  }

  private Destination connect(Http http) throws DeliveryException {
    try (Response response = http.control(http.request(Names.CAPABILITIES).get().build())) {
      if (response.code() == 200) {
        var capabilities = Bodies.read(response, Capabilities.class, http);
        return new Studio(
            http, Bodies.part(capabilities.instance(), "instance", http), capabilities.user());
      }
      if (response.code() != 404) {
        throw http.unexpected(response);
      }
    }
    var options = http.root().method("OPTIONS", null).build();
    try (Response response = http.control(options)) {
      if (response.header("Tus-Version") == null && response.header(Names.TUS_RESUMABLE) == null) {
        throw new DeliveryException(Answers.notAReceiver("HTTP " + response.code(), clock));
      }
      return new TusDestination(http);
    }
  }
}
