package org.shuttersend.receiver;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuttersend.receiver.store.Housekeeping;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.thread.KeptThread;

/// Does the housekeeping every minute; what others left when they died is looked for more often.
final class Sweeper implements AutoCloseable {
  static final Duration SWEEP = Duration.ofSeconds(60);

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Housekeeping housekeeping;
  private final Duration often;
  private final Signal work;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread;

  /// @param often between two looks
  /// @param work raised after each
  Sweeper(Housekeeping housekeeping, Duration often, Signal work) {
    this.housekeeping = housekeeping;
    this.often = often;
    this.work = work;
    this.thread =
        KeptThread.vital(Thread.ofPlatform().name("receiver-housekeeping"), this::run).start();
  }

  private void run() throws InterruptedException {
    long looks = Math.max(1, SWEEP.dividedBy(often));
    for (long look = 1; !end.await(often.toMillis(), TimeUnit.MILLISECONDS); look++) {
      if (look % looks == 0) {
        housekeeping.sweep();
      } else {
        housekeeping.takeOver();
      }
      work.raise();
    }
  }

  @Override
  public void close() {
    end.countDown();
    thread.stop();
    boolean _ = thread.join(LINGER);
  }
}
