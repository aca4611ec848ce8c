package org.shuttersend.receiver.picture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How much memory all decoding together may take at a time. Who needs more than is left waits.
public final class MemoryBudget {
  private static final int UNIT = 64 * 1024;

  private final int units;
  private final Semaphore free;

  public MemoryBudget(long bytes) {
    this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
    this.free = new Semaphore(units, true);
  }

  /// Half of what the program may take at most, and no more than 256 MB.
  public static MemoryBudget ofThisProgram() {
    return new MemoryBudget(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 2));
  }

  /// In bytes.
  public long total() {
    return (long) units * UNIT;
  }

  /// Empty if it is more than there ever is, or others keep it for all that time.
  Optional<Share> take(long bytes, Duration patience) throws InterruptedException {
    int wanted = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT + 1);
    if (wanted > units || !free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    return Optional.of(() -> free.release(wanted));
  }

  /// Given back when closed.
  @FunctionalInterface
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
