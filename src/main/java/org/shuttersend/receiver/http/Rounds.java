package org.shuttersend.receiver.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuttersend.thread.KeptThread;

/// Looks after the server, once a second, on a thread of its own.
final class Rounds implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final List<Runnable> looks;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().name("http-rounds"), this::run);

  Rounds(List<Runnable> looks) {
    this.looks = List.copyOf(looks);
  }

  void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    while (!end.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      looks.forEach(Runnable::run);
    }
  }

  @Override
  public void close() {
    end.countDown();
    thread.stop();
    boolean _ = thread.join(LINGER);
  }
}
