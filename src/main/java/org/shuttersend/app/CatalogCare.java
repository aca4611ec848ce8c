package org.shuttersend.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.thread.KeptThread;

/// Sees to the catalog while the program runs: to its backups, and, while its disk is full, to
/// finding out when it can be written again. One thread, which is never waited for: what it does is
/// broken off when the catalog is closed.
final class CatalogCare implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final int LOOKS_BETWEEN_BACKUPS = 450;

  private final Catalog catalog;
  private final Runnable onWritableAgain;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("catalog-care"), this::run);

  /// Of the times in which it could not be written, those that are over and done with.
  private long spells;

  /// @param onWritableAgain what could not be noted meanwhile has to be looked for
  CatalogCare(Catalog catalog, Runnable onWritableAgain) {
    this.catalog = catalog;
    this.onWritableAgain = onWritableAgain;
  }

  void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    int looks = 0;
    do {
      long now = catalog.spells();
      if (catalog.unwritable().isPresent()) {
        catalog.tryToWrite();
      } else if (now != spells) {
        spells = now;
        onWritableAgain.run();
      } else if (looks++ % LOOKS_BETWEEN_BACKUPS == 0) {
        catalog.care().backUp();
      }
    } while (!end.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    end.countDown();
    thread.letEnd();
  }
}
