package org.shuttersend.destination;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import okhttp3.Call;

/// Breaks off the requests that stand still. One thread looks at all of them, and sleeps while
/// there are none.
final class Stalls implements AutoCloseable {
  private static final int LOOKS = 30;

  private final Duration stall;
  private final LongSupplier nanos;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  /// @param nanos the steady clock
  Stalls(Duration stall, LongSupplier nanos) {
    this.stall = stall;
    this.nanos = nanos;
    this.thread = Thread.ofPlatform().daemon().name("http-stalls").start(this::look);
  }

  /// A request is about to begin.
  Movement begins(long bytes) {
    return new Movement(stall, bytes, nanos.getAsLong());
  }

  /// @return to be closed with the call
  Watch watch(Call call, Movement movement) {
    var watch = new Watch(call, movement);
    watches.add(watch);
    LockSupport.unpark(thread);
    return watch;
  }

  private void look() {
    while (!closed) {
      if (watches.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, stall.dividedBy(LOOKS).toNanos());
      }
      watches.forEach(Watch::look);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
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
      watches.remove(this);
    }
  }
}
