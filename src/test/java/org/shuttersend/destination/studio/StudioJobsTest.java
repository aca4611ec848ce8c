package org.shuttersend.destination.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shuttersend.destination.TestServer.answer;
import static org.shuttersend.destination.TestServer.json;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.JobSource;
import org.shuttersend.destination.TestServer;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;

/// What the receiver says of its jobs and its queue, asked and streamed.
class StudioJobsTest {
  private static final String JOB =
      """
      {"job_id":"j1","photo_id":"p1","sha256":"00","state":"failed","attempt":3,"ticket":9,
      "error":"no picture","created_at":"2026-11-22T10:00:00Z","updated_at":"2026-11-22T10:00:01Z"}
      """;

  private TestServer server;
  private Http http;
  private StudioJobs jobs;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer();
    http = server.http();
    jobs = new StudioJobs(http);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void newsAfterACursor() throws Exception {
    server.answers(json("{\"jobs\":[" + JOB + "],\"next\":12,\"more\":true}"));
    assertThat(jobs.news(Optional.of(11L)))
        .isEqualTo(
            new JobSource.News(
                List.of(new JobChange("j1", JobState.FAILED, 9, Optional.of("no picture"))),
                12,
                true));
    assertThat(server.request().getTarget()).isEqualTo("/api/jobs?after=11&limit=100");
  }

  @Test
  void withoutACursorOnlyTheCursorOfNowIsAskedFor() throws Exception {
    server.answers(json("{\"jobs\":[],\"next\":12,\"more\":false}"));
    assertThat(jobs.news(Optional.empty()).cursor()).isEqualTo(12);
    assertThat(server.request().getTarget()).isEqualTo("/api/jobs?after=now&limit=100");
  }

  @Test
  void aJobThatIsNotKnown() throws Exception {
    server.answers(answer(404), json(JOB));
    assertThat(jobs.job("j1")).isEmpty();
    assertThat(jobs.job("j1")).map(JobChange::state).contains(JobState.FAILED);
  }

  @Test
  void theQueue() throws Exception {
    server.answers(
        json(
            "{\"queue\":{\"total_enqueued\":9,\"total_processed\":5,\"total_failed\":1,"
                + "\"current_queue_size\":3,\"max_queue_size\":1000,\"workers_active\":2,"
                + "\"workers\":3,\"head_ticket\":7},\"cache\":{}}"));
    assertThat(jobs.queue().queue()).isEqualTo(new ServerQueue(3, 1000, 2, 3, 5, 1, 7));
  }

  /// A 404 was an exception that nobody expected.
  @Test
  void aServerThatHasNoJobsAnyMoreIsNotAReceiver() {
    server.answers(answer(404), answer(404), json("{}"), json("{}"));
    for (int i = 0; i < 2; i++) {
      assertNotAReceiver(() -> jobs.news(Optional.of(1L)));
      assertNotAReceiver(jobs::queue);
    }
  }

  private static void assertNotAReceiver(ThrowingCallable call) {
    var e = catchThrowableOfType(DeliveryException.class, call);
    assertThat(e.failure().reason().code()).isEqualTo(Reason.Code.NOT_A_RECEIVER);
  }

  private static final class Heard implements JobSource.Listener {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void job(JobChange change) {
      heard.add(change.jobId() + " " + change.state());
    }

    @Override
    public void queue(ServerQueue queue) {
      heard.add("queue " + queue.size());
    }

    @Override
    public void reset() {
      heard.add("reset");
    }
  }

  private static MockResponse.Builder stream(String events) {
    return answer(200).setHeader("Content-Type", "text/event-stream").body(events);
  }

  @Test
  void theStreamTellsJobsQueueAndResets() throws Exception {
    server.answers(
        stream(
            """
            retry: 4000

            : heartbeat

            id: 1
            event: job
            data: {"job_id":"j1","state":"done","attempt":1,"ticket":4,"error":null}

            event: news from a later server
            data: {"a":1}

            event: queue
            data: {"current_queue_size":12,"max_queue_size":1000,"workers_active":3,
            data: "workers":3,"total_processed":142,"total_failed":2,"head_ticket":5}

            event: reset
            data: {"oldest":7900}

            event: job
            data: {"job_id":"cut off
            """));
    var heard = new Heard();
    var e = catchThrowableOfType(DeliveryException.class, () -> jobs.follow(heard));
    assertThat(e).as("a stream that ends between events has ended in order").isNull();
    assertThat(heard.heard).containsExactly("connected", "j1 DONE", "queue 12", "reset");
    assertThat(server.request().getHeaders().get("Accept")).isEqualTo("text/event-stream");
  }

  @Test
  void theStreamSaysHowLongToWait() throws Exception {
    server.answers(stream("retry: 4000\n\n"), stream(": nothing\n\n"));
    assertThat(jobs.follow(new Heard())).isEqualTo(Duration.ofSeconds(4));
    assertThat(jobs.follow(new Heard())).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aStreamThatIsRefusedSaysWhy() {
    server.answers(answer(401));
    var heard = new Heard();
    var e = catchThrowableOfType(DeliveryException.class, () -> jobs.follow(heard));
    assertThat(e.failure().reason().code()).isEqualTo(Reason.Code.TOKEN_REFUSED);
    assertThat(heard.heard).isEmpty();
  }

  /// A log-in page was a stream that was connected and told nothing; and jobs are none of its.
  @Test
  void aLogInPageIsNeitherAStreamNorAJob() {
    MockResponse.Builder page =
        answer(200).setHeader("Content-Type", "text/html").body("<html>Room number?</html>\n\n");
    server.answers(page, page, page, page);
    var heard = new Heard();
    assertNotAReceiver(() -> jobs.follow(heard));
    assertThat(heard.heard).isEmpty();
    assertNotAReceiver(() -> jobs.news(Optional.of(1L)));
    assertNotAReceiver(() -> jobs.job("j1"));
    assertNotAReceiver(jobs::queue);
  }
}
