package org.shuttersend.destination;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import okhttp3.Call;

/// Breaks off the requests that stand still. One thread looks at all of them while there are any.
final class Stalls {
  private static final int LOOKS = 30;

  private final Duration stall;
  private final LongSupplier nanos;

  // Guarded by this.
  private final Set<Watch> watches = new HashSet<>();
  private Optional<Thread> thread = Optional.empty();

  /// @param nanos the steady clock
  Stalls(Duration stall, LongSupplier nanos) {
    this.stall = stall;
    this.nanos = nanos;
  }

  /// A request is about to begin.
  Movement begins(long bytes) {
    return new Movement(stall, bytes, nanos.getAsLong());
  }

  /// @return to be closed with the call
  synchronized Watch watch(Call call, Movement movement) {
    var watch = new Watch(call, movement);
    watches.add(watch);
    if (thread.isEmpty()) {
      thread =
          Optional.of(Thread.ofPlatform().daemon().name("http-stalls").start(this::lookAndSleep));
    }
    return watch;
  }

  private void lookAndSleep() {
    for (List<Watch> all = all(); !all.isEmpty(); all = all()) {
      all.forEach(Watch::look);
      LockSupport.parkNanos(this, stall.dividedBy(LOOKS).toNanos());
    }
  }

  /// Where there is none, the thread ends, and the next one starts another.
  private synchronized List<Watch> all() {
    if (watches.isEmpty()) {
      thread = Optional.empty();
    }
    return List.copyOf(watches);
  }

  private synchronized void end(Watch watch) {
    watches.remove(watch);
  }

  /// One call under way.
  final class Watch implements AutoCloseable {
    private final Call call;
    private final Movement movement;
    private volatile boolean stalled;

    private Watch(Call call, Movement movement) {
      this.call = call;
      this.movement = movement;
    }

    private void look() {
      if (movement.standsStill(nanos.getAsLong())) {
        stalled = true;
        call.cancel();
      }
    }

    /// Whether it was broken off.
    boolean hasStalled() {
      return stalled;
    }

    @Override
    public void close() {
      end(this);
    }
  }
}
