package org.shuttersend.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus;

/// The last 15 minutes of the server's queue: its size for the curve, its work for the estimate.
/// Owned by the status thread.
final class QueueCurve {
  private static final Duration SPAN = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration RATE_SPAN = Duration.ofMinutes(2);
  private static final Duration SHORTEST_RATE = Duration.ofSeconds(3);

  private record Sample(Instant at, int size, long ended) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// Adds a reading; within one step the newest replaces the one before.
  void add(Instant at, ServerQueue queue) {
    var sample = new Sample(at, queue.size(), queue.processed() + queue.failed());
    // The first point stays, or readings in quick succession would replace each other for ever.
    if (samples.size() > 1 && Duration.between(beforeLast().at, at).compareTo(STEP) < 0) {
      samples.removeLast();
    }
    samples.addLast(sample);
    while (Duration.between(samples.getFirst().at, at).compareTo(SPAN) > 0) {
      samples.removeFirst();
    }
  }

  private Sample beforeLast() {
    var newestFirst = samples.descendingIterator();
    newestFirst.next();
    return newestFirst.next();
  }

  List<ServerStatus.QueueSample> points() {
    return samples.stream().map(s -> new ServerStatus.QueueSample(s.at, s.size)).toList();
  }

  /// How long the queue takes at the pace of the last minutes; empty when there is nothing to go
  /// by.
  Optional<Duration> clearsIn() {
    if (samples.size() < 2) {
      return Optional.empty();
    }
    Sample last = samples.getLast();
    Sample first =
        samples.stream()
            .filter(s -> Duration.between(s.at, last.at).compareTo(RATE_SPAN) <= 0)
            .findFirst()
            .orElse(last);
    Duration span = Duration.between(first.at, last.at);
    long ended = last.ended - first.ended;
    if (last.size == 0 || ended <= 0 || span.compareTo(SHORTEST_RATE) < 0) {
      return Optional.empty();
    }
    return Optional.of(span.multipliedBy(last.size).dividedBy(ended));
  }
}
