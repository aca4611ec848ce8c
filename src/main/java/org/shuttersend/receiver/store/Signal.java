package org.shuttersend.receiver.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes who waits for something to do. Raising it again before anyone looked adds nothing beyond
/// one wake-up for each of the waiters.
public final class Signal {
  private final Semaphore raised = new Semaphore(0);
  private final int waiters;

  public Signal(int waiters) {
    this.waiters = waiters;
  }

  public void raise() {
    // Two threads may both find room: one wake-up too many is harmless.
    if (raised.availablePermits() < waiters) {
      raised.release();
    }
  }

  /// Wakes every one of the waiters.
  public void raiseAll() {
    for (int i = 0; i < waiters; i++) {
      raise();
    }
  }

  /// Returns when it is raised or the time is over.
  public void await(Duration atMost) throws InterruptedException {
    boolean _ = raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
