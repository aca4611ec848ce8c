package org.shuttersend.receiver.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.shuttersend.wire.Problem;

/// Counts of the server, and the page that tells them.
///
/// Labels have few values, whatever is asked: a path that is none is `other`, and so is a method.
public final class Metrics {
  /// Of the page: the text format of Prometheus.
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final double SECOND = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Histogram requests =
      Histogram.builder()
          .name("shuttersend_http_request_duration_seconds")
          .help("How long requests took, from the end of the head to the end of the answer")
          .labelNames("endpoint", "method", "status")
          .classicOnly()
          .classicUpperBounds(0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 10, 60)
          .register(registry);

  private final Counter bytes =
      Counter.builder()
          .name("shuttersend_received_bytes_total")
          .help("Bytes of request bodies")
          .register(registry);

  private final Counter limited =
      Counter.builder()
          .name("shuttersend_rate_limited_total")
          .help("Requests that were too many, by the limit they hit")
          .labelNames("endpoint")
          .register(registry);

  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  public Metrics() {
    JvmMetrics.builder().register(registry);
  }

  /// What is looked up when the page is asked for.
  public Metrics with(Gauges gauges) {
    registry.register(gauges);
    return this;
  }

  /// @param endpoint the path without what differs
  /// @param received bytes of its body
  public void answered(String endpoint, String method, int status, long nanos, long received) {
    requests
        .labelValues(
            endpoint, METHODS.contains(method) ? method : "other", Integer.toString(status))
        .observe(nanos / SECOND);
    bytes.inc(received);
  }

  public void refused(Problem problem) {
    problem.endpoint().ifPresent(endpoint -> limited.labelValues(endpoint).inc());
  }

  public byte[] page() throws IOException {
    var out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape());
    return out.toByteArray();
  }
}
