package org.shuttersend.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// What those see who watch over the machine.
class WatchedTest extends StrictReceiver {
  private HttpResponse<String> strange(String path) throws Exception {
    return rig.send(HttpRequest.newBuilder(rig.uri(path)));
  }

  @Test
  void anybodyMayAskWhetherItIsAliveAndReady() throws Exception {
    assertThat(strange("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    for (String path : new String[] {"/readyz", "/healthz?ready", "/healthz?ready=1"}) {
      HttpResponse<String> answer = strange(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains(
              "\"status\":\"ready\"", "\"database\":\"ok\"", "\"queue\":\"ok\"", "\"disk\":\"ok\"")
          .doesNotContain(base.toString());
    }
    assertProblem(strange("/metrics"), 401);
  }

  @Test
  void metricsTellWhatHappened() throws Exception {
    for (int i = 0; i < 7; i++) {
      rig.upload("k" + i, i + ".jpg", photo(i, 1000));
    }
    rig.create("k8", "8.jpg", photo(8, 1000));
    rig.get("/api/jobs/" + "x".repeat(50));
    rig.get("/no/such/path");
    rig.send(rig.request("/healthz").method("BREW", HttpRequest.BodyPublishers.noBody()));
    await().until(() -> rig.queue().totalProcessed() == 6);
    HttpResponse<String> page = rig.get("/metrics");
    assertThat(header(page, "Content-Type")).startsWith("text/plain");
    assertThat(page.body())
        .contains(
            "shuttersend_http_request_duration_seconds_count{endpoint=\"/api/uploads\","
                + "method=\"POST\",status=\"201\"} 6\n",
            "endpoint=\"/api/uploads\",method=\"POST\",status=\"429\"} 2\n",
            "endpoint=\"/api/jobs/{id}\",method=\"GET\",status=\"404\"} 1\n",
            "endpoint=\"other\",method=\"GET\",status=\"404\"} 1\n",
            "endpoint=\"/healthz\",method=\"other\",status=\"405\"} 1\n",
            "shuttersend_rate_limited_total{endpoint=\"tus_uploads\"} 2.0\n",
            "shuttersend_queue_size 0",
            "shuttersend_queue_max_size 1000",
            "shuttersend_workers 3",
            "shuttersend_jobs_processed_total 6",
            "shuttersend_jobs_failed_total 0",
            "shuttersend_uploads_open 0",
            "shuttersend_event_listeners 0",
            "shuttersend_connections",
            "shuttersend_disk_free_bytes",
            "shuttersend_received_bytes_total",
            "jvm_memory_used_bytes");
  }
}
