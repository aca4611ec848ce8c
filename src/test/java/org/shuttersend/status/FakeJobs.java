package org.shuttersend.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.JobSource;
import org.shuttersend.model.Failure;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;

/// A server's account of its jobs, told by a test. Guarded by itself.
final class FakeJobs implements JobSource {
  private static final int PAGE = 3;

  private final BlockingQueue<Consumer<Listener>> stream = new LinkedBlockingQueue<>();
  private final List<JobChange> book = new ArrayList<>();
  private final Map<String, JobChange> jobs = new HashMap<>();
  private final List<Optional<Long>> cursors = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<Failure> failure = Optional.empty();
  private Optional<Failure> streamFailure = Optional.empty();
  private Optional<Failure> jobFailure = Optional.empty();
  private int jobsBeforeFailure;
  private int polls;
  private int connections;

  /// What a poll by cursor tells.
  synchronized void wrote(JobChange change) {
    book.add(change);
    jobs.put(change.jobId(), change);
  }

  /// What only asking for the job itself tells.
  synchronized void knows(JobChange change) {
    jobs.put(change.jobId(), change);
  }

  void streams(Consumer<Listener> news) {
    stream.add(news);
  }

  void streamEnds() {
    stream.add(_ -> {
      throw new StreamEnd();
    });
  }

  synchronized void pollsFail(Optional<Failure> with) {
    failure = with;
  }

  synchronized void streamFails(Optional<Failure> with) {
    streamFailure = with;
  }

  /// @param after so many answers
  synchronized void askingFails(int after, Failure with) {
    jobsBeforeFailure = after;
    jobFailure = Optional.of(with);
  }

  synchronized List<Optional<Long>> cursors() {
    return List.copyOf(cursors);
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized int polls() {
    return polls;
  }

  synchronized int connections() {
    return connections;
  }

  @Override
  public synchronized News news(Optional<Long> after) throws DeliveryException {
    polls++;
    fail(failure);
    cursors.add(after);
    if (after.isEmpty()) {
      return new News(List.of(), book.size(), false);
    }
    int from = Math.toIntExact(after.get());
    int to = Math.min(book.size(), from + PAGE);
    return new News(List.copyOf(book.subList(from, to)), to, to < book.size());
  }

  @Override
  public synchronized Optional<JobChange> job(String jobId) throws DeliveryException {
    fail(failure);
    if (jobFailure.isPresent() && jobsBeforeFailure-- <= 0) {
      fail(jobFailure);
    }
    asked.add(jobId);
    return Optional.ofNullable(jobs.get(jobId));
  }

  @Override
  public synchronized Reading queue() throws DeliveryException {
    fail(failure);
    return new Reading(new ServerQueue(3, 1000, 2, 3, 5, 1, 7), Duration.ofMillis(12));
  }

  @Override
  public Duration follow(Listener listener) throws DeliveryException {
    synchronized (this) {
      fail(streamFailure);
      connections++;
    }
    listener.connected();
    try {
      while (true) {
        stream.take().accept(listener);
      }
    } catch (StreamEnd e) {
      return Duration.ofMillis(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(
          new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "interrupted")), e);
    }
  }

  private static void fail(Optional<Failure> with) throws DeliveryException {
    if (with.isPresent()) {
      throw new DeliveryException(with.get());
    }
  }

  private static final class StreamEnd extends RuntimeException {}
}
