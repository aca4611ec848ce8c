package org.shuttersend.receiver.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One listener's bounded buffer between the outbox reader and its connection. One that does not
/// keep up loses its events and is told so by a reset.
public final class Listener implements AutoCloseable {
  private static final int BUFFER = 1024;

  private final String owner;
  private final OptionalLong from;
  private final EventStream stream;
  private final BlockingQueue<String> buffer = new ArrayBlockingQueue<>(BUFFER);
  private volatile boolean closed;

  /// Used by the outbox reader's thread only: whether events were lost since the last reset.
  private boolean behind;

  Listener(String owner, OptionalLong from, EventStream stream) {
    this.owner = owner;
    this.from = from;
    this.stream = stream;
  }

  String owner() {
    return owner;
  }

  /// The last event the listener had before it came (back).
  OptionalLong from() {
    return from;
  }

  /// The next event as it goes over the wire; empty if none came in that time.
  public Optional<String> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(buffer.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Whether the stream ended.
  public boolean isClosed() {
    return closed && buffer.isEmpty();
  }

  boolean isGone() {
    return closed;
  }

  void offer(String event, String reset) {
    if (behind && buffer.remainingCapacity() > BUFFER / 2) {
      behind = !buffer.offer(reset);
    }
    if (!behind && !buffer.offer(event)) {
      behind = true;
      buffer.clear();
      behind = !buffer.offer(reset);
    }
  }

  void end() {
    closed = true;
    boolean _ = buffer.offer("");
  }

  @Override
  public void close() {
    closed = true;
    stream.remove(this);
  }
}
