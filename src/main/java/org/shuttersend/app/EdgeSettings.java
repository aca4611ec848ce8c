package org.shuttersend.app;

import static org.shuttersend.settings.ReceiverSetting.BAD_TOKENS_PER_MINUTE;
import static org.shuttersend.settings.ReceiverSetting.CHANGES_PER_30S;
import static org.shuttersend.settings.ReceiverSetting.CONNECTIONS;
import static org.shuttersend.settings.ReceiverSetting.CONNECTIONS_PER_ADDRESS;
import static org.shuttersend.settings.ReceiverSetting.JOB_DETAILS_PER_30S;
import static org.shuttersend.settings.ReceiverSetting.LISTEN;
import static org.shuttersend.settings.ReceiverSetting.MIN_BYTES_PER_SECOND;
import static org.shuttersend.settings.ReceiverSetting.PAGES_PER_MINUTE;
import static org.shuttersend.settings.ReceiverSetting.TLS_CERT;
import static org.shuttersend.settings.ReceiverSetting.TLS_KEY;
import static org.shuttersend.settings.ReceiverSetting.TUS_UPLOADS_PER_MINUTE;
import static org.shuttersend.settings.ReceiverSetting.UPLOADS_PER_MINUTE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.shuttersend.receiver.http.Edge;
import org.shuttersend.receiver.limit.Kind;
import org.shuttersend.receiver.limit.Limit;
import org.shuttersend.receiver.limit.Limits;
import org.shuttersend.settings.ReceiverSettings;

/// Where the receiver listens and how much it bears, as it is set.
final class EdgeSettings {
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private EdgeSettings() {}

  static Edge edge(ReceiverSettings settings) {
    return new Edge(
        settings.text(LISTEN).orElse(Edge.LOOPBACK),
        settings
            .text(TLS_CERT)
            .map(certificate ->
                new Edge.Tls(
                    Path.of(certificate), Path.of(settings.text(TLS_KEY).orElse(certificate)))),
        new Limits(
            Map.of(
                Kind.JOB_DETAILS, new Limit(settings.number(JOB_DETAILS_PER_30S), HALF_MINUTE),
                Kind.CHANGES, new Limit(settings.number(CHANGES_PER_30S), HALF_MINUTE),
                Kind.UPLOADS, new Limit(settings.number(UPLOADS_PER_MINUTE), MINUTE),
                Kind.TUS_UPLOADS, new Limit(settings.number(TUS_UPLOADS_PER_MINUTE), MINUTE),
                Kind.PAGES, new Limit(settings.number(PAGES_PER_MINUTE), MINUTE),
                Kind.LOGIN, new Limit(settings.number(BAD_TOKENS_PER_MINUTE), MINUTE)),
            Limits.DEBOUNCE),
        settings.number(CONNECTIONS),
        settings.number(CONNECTIONS_PER_ADDRESS),
        settings.number(MIN_BYTES_PER_SECOND));
  }
}
