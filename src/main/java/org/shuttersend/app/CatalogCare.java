package org.shuttersend.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuttersend.catalog.Care;
import org.shuttersend.thread.KeptThread;

/// Sees to the catalog's backups while the program runs. One thread, which is never waited for:
/// what it does is broken off when the catalog is closed.
final class CatalogCare implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMinutes(15);

  private final Care care;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("catalog-care"), this::run);

  CatalogCare(Care care) {
    this.care = care;
  }

  void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    do {
      care.backUp();
    } while (!end.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    end.countDown();
    thread.letEnd();
  }
}
