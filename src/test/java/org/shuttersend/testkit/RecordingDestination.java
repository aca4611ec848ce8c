package org.shuttersend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.JobSource;
import org.shuttersend.destination.Outgoing;
import org.shuttersend.destination.SendProgress;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;

/// A server in memory: keeps what it is sent, by content; fails as it is told. Any thread.
public final class RecordingDestination implements Destination {
  private final Map<ContentHash, byte[]> stored = Collections.synchronizedMap(new HashMap<>());
  private final List<String> sends = Collections.synchronizedList(new ArrayList<>());
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Optional<CountDownLatch> gate = Optional.empty();
  private volatile List<String> lastAsked = List.of();
  private volatile boolean closed;
  private volatile Runnable duringSend = () -> {};

  /// The next sends fail, one each, in this order.
  public void failNext(Failure... next) {
    failures.addAll(List.of(next));
  }

  /// Sends wait until the latch opens.
  public void holdAt(CountDownLatch latch) {
    gate = Optional.of(latch);
  }

  /// Runs once, in the middle of the next send.
  public void duringNextSend(Runnable action) {
    duringSend = action;
  }

  /// Names in the order their sends began, repeated sends too.
  public List<String> sends() {
    return List.copyOf(sends);
  }

  /// Paths of the last question.
  public List<String> lastAsked() {
    return lastAsked;
  }

  public boolean has(ContentHash hash) {
    return stored.containsKey(hash);
  }

  public int size() {
    return stored.size();
  }

  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  @Override
  public Optional<String> instance() {
    return Optional.of("memory");
  }

  @Override
  public Optional<String> instanceNow() {
    return instance();
  }

  @Override
  public List<Verdict> check(List<Asked> photos) {
    lastAsked = photos.stream().map(photo -> photo.ref().path()).toList();
    return photos.stream()
        .<Verdict>map(photo ->
            has(photo.hash())
                ? new Verdict.Have(new Receipt(Optional.of(photo.hash()), Optional.empty()), true)
                : new Verdict.Send())
        .toList();
  }

  @Override
  public Optional<Set<ContentHash>> holds(Set<ContentHash> contents) {
    return Optional.of(contents.stream().filter(this::has).collect(Collectors.toSet()));
  }

  @Override
  public Receipt send(Outgoing photo, SendProgress progress) throws DeliveryException {
    sends.add(photo.file().ref().path());
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      pass();
      if (closed) {
        throw new DeliveryException(
            new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "Canceled")));
      }
      Runnable action = duringSend;
      duringSend = () -> {};
      action.run();
      if (!failures.isEmpty()) {
        throw new DeliveryException(failures.removeFirst());
      }
      byte[] bytes = Files.readAllBytes(photo.file().ref().file());
      progress.sent(0);
      progress.sent(bytes.length);
      ContentHash hash = HotFolders.hash(bytes);
      if (!hash.equals(photo.hash())) {
        throw new DeliveryException(new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY)));
      }
      stored.put(hash, bytes);
      return new Receipt(Optional.of(hash), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void pass() {
    gate.ifPresent(latch -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public Optional<JobSource> jobs() {
    return Optional.empty();
  }

  /// Breaks off what is under way, as a closed client does.
  @Override
  public void close() {
    closed = true;
    gate.ifPresent(CountDownLatch::countDown);
  }
}
