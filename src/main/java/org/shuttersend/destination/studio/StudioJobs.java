package org.shuttersend.destination.studio;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import org.shuttersend.destination.Answers;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Http;
import org.shuttersend.destination.JobSource;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.wire.Event;
import org.shuttersend.wire.JobView;
import org.shuttersend.wire.JobsPage;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.QueueStats;

/// The receiver's jobs, queue and event stream.
final class StudioJobs implements JobSource {
  private static final int PAGE = 100;
  private static final String EVENT_STREAM = "text/event-stream";

  /// Three of the server's heartbeats.
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final Http http;

  StudioJobs(Http http) {
    this.http = http;
  }

  @Override
  public News news(Optional<Long> after) throws DeliveryException {
    String cursor = after.map(String::valueOf).orElse("now");
    JobsPage page =
        always(
            http.request(Names.JOBS, "after", cursor, "limit", Integer.toString(PAGE)),
            JobsPage.class);
    return new News(
        Bodies.part(page.jobs(), "jobs", http).stream().map(StudioJobs::change).toList(),
        page.next(),
        page.more());
  }

  @Override
  public Optional<JobChange> job(String jobId) throws DeliveryException {
    return get(http.request(Names.JOBS + "/" + jobId), JobView.class).map(StudioJobs::change);
  }

  @Override
  public Reading queue() throws DeliveryException {
    Instant start = http.clock().instant();
    QueueStats.Queue queue =
        Bodies.part(
            always(http.request(Names.QUEUE_STATS), QueueStats.class).queue(), "queue", http);
    return new Reading(
        queue(Event.Queue.of(queue)), Duration.between(start, http.clock().instant()));
  }

  @Override
  public Duration follow(Listener listener) throws DeliveryException {
    Request request = http.request(Names.EVENTS).header("Accept", EVENT_STREAM).build();
    try (Response response = http.stream(request, SILENCE)) {
      if (response.code() != 200) {
        throw http.unexpected(response);
      }
      String media = response.header("Content-Type", "");
      if (!media.startsWith(EVENT_STREAM)) {
        throw new DeliveryException(Answers.notAReceiver("events as " + media, http.clock()));
      }
      listener.connected();
      return new EventReader(response.body().source())
          .readAll((type, data) -> hand(type, data, listener));
    } catch (IOException e) {
      throw http.lost(e);
    }
  }

  private static void hand(String type, String data, Listener listener) {
    switch (type) {
      case Event.JOB -> {
        var job = Json.read(data, Event.Job.class);
        listener.job(new JobChange(job.jobId(), job.state(), job.ticket(), job.error()));
      }
      case Event.QUEUE -> listener.queue(queue(Json.read(data, Event.Queue.class)));
      case Event.RESET -> listener.reset();
      default -> {
        // A newer server may have more to tell than we can hear.
      }
    }
  }

  private static ServerQueue queue(Event.Queue queue) {
    return new ServerQueue(
        queue.currentQueueSize(),
        queue.maxQueueSize(),
        queue.workersActive(),
        queue.workers(),
        queue.totalProcessed(),
        queue.totalFailed(),
        queue.headTicket());
  }

  private static JobChange change(JobView view) {
    return new JobChange(view.jobId(), view.state(), view.ticket(), view.error());
  }

  /// Where a receiver always has an answer.
  private <T> T always(Request.Builder request, Class<T> type) throws DeliveryException {
    Optional<T> answer = get(request, type);
    if (answer.isEmpty()) {
      throw new DeliveryException(Answers.notAReceiver("HTTP 404", http.clock()));
    }
    return answer.get();
  }

  /// Empty for 404.
  private <T> Optional<T> get(Request.Builder request, Class<T> type) throws DeliveryException {
    try (Response response = http.aside(request.get().build())) {
      return switch (response.code()) {
        case 200 -> Optional.of(Bodies.read(response, type, http));
        case 404 -> Optional.empty();
        default -> throw http.unexpected(response);
      };
    }
  }
}
