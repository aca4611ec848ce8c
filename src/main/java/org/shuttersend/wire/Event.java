package org.shuttersend.wire;

import java.util.Optional;
import org.shuttersend.model.JobState;

/// The data of each kind of event of `GET /api/events`.
public final class Event {
  public static final String JOB = "job";
  public static final String QUEUE = "queue";
  public static final String RESET = "reset";

  /// A delivery was made or completed; the data is a [Delivery].
  public static final String DELIVERY = "delivery";

  private Event() {}

  /// A job changed.
  public record Job(
      String jobId,
      String photoId,
      String sha256,
      JobState state,
      int attempt,
      long ticket,
      Optional<String> error) {}

  /// The queue as it is now.
  public record Queue(
      int currentQueueSize,
      int maxQueueSize,
      int workersActive,
      int workers,
      long totalProcessed,
      long totalFailed,
      long headTicket) {

    public static Queue of(QueueStats.Queue queue) {
      return new Queue(
          queue.currentQueueSize(),
          queue.maxQueueSize(),
          queue.workersActive(),
          queue.workers(),
          queue.totalProcessed(),
          queue.totalFailed(),
          queue.headTicket());
    }
  }

  /// The cursor is too old or the listener too slow: poll, then go on.
  public record Reset(long oldest) {}
}
