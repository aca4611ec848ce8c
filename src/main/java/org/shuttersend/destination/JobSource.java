package org.shuttersend.destination;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.ServerQueue;

/// A server's account of its jobs and its queue. Polls are the truth; the stream makes them timely.
public interface JobSource {

  /// The caller's job changes after a cursor, the oldest first, one page.
  ///
  /// @param after the cursor; empty: nothing but the cursor of now
  News news(Optional<Long> after) throws DeliveryException;

  record News(List<JobChange> changes, long cursor, boolean more) {}

  /// One job; empty if the server does not know it.
  Optional<JobChange> job(String jobId) throws DeliveryException;

  Reading queue() throws DeliveryException;

  /// @param latency of this call
  record Reading(ServerQueue queue, Duration latency) {}

  /// Listens until the stream ends or breaks; returns what the server wants waited before the next
  /// try.
  Duration follow(Listener listener) throws DeliveryException;

  /// Called on the thread that follows.
  interface Listener {
    void connected();

    void job(JobChange change);

    void queue(ServerQueue queue);

    /// Something was missed: poll.
    void reset();
  }
}
