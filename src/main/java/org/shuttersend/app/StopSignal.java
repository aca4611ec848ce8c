package org.shuttersend.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a program run until the system asks it to end, and then lets it end cleanly, bounded in
/// time.
final class StopSignal implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(8);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "stop-signal");

  static StopSignal listen() {
    var signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void hold() {
    stop.countDown();
    try {
      ended.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the wait as the system would.
  void stop() {
    stop.countDown();
  }

  /// @return whether it is time to end
  boolean await(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// The program has ended: the system need not wait any more.
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The system is ending already: the hook has run, or is running, and was let go above.
    }
  }
}
