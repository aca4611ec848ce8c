package org.shuttersend.upload;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.shuttersend.model.FileRef;

/// The looks and reads in hot folders that are under way, one a thread at most. One that does not
/// come back, as on a share that hangs, must hold up its own folder and no other. Any thread.
final class LocalReads {
  /// A disk that wakes from its sleep takes less.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final Map<Thread, Begun> underWay = new ConcurrentHashMap<>();
  private final Semaphore some = new Semaphore(0);

  private record Begun(int folder, long at) {}

  /// @param nanos the steady clock: the wall clock may jump
  LocalReads(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// This thread begins a look or a read.
  void begins(FileRef ref) {
    underWay.put(Thread.currentThread(), new Begun(ref.folder().id(), nanos.getAsLong()));
    if (some.availablePermits() == 0) {
      some.release();
    }
  }

  /// It came back.
  void ends() {
    underWay.remove(Thread.currentThread());
  }

  <T> T during(FileRef ref, Supplier<T> look) {
    begins(ref);
    try {
      return look.get();
    } finally {
      ends();
    }
  }

  boolean isHanging(Thread thread) {
    Begun begun = underWay.get(thread);
    return begun != null && isLong(begun);
  }

  /// Numbers of the folders that do not answer.
  Set<Integer> silent() {
    return underWay.values().stream()
        .filter(this::isLong)
        .map(Begun::folder)
        .collect(Collectors.toSet());
  }

  private boolean isLong(Begun begun) {
    return nanos.getAsLong() - begun.at > PATIENCE.toNanos();
  }

  /// Waits until it is worth asking who hangs: a moment while something is read, else until
  /// something is.
  void await() throws InterruptedException {
    if (underWay.isEmpty() && !some.tryAcquire(LONGEST_REST.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    some.drainPermits();
    TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
  }
}
