package org.shuttersend.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.shuttersend.catalog.FolderBook;
import org.shuttersend.catalog.UnsettledBook;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Unsettled;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the catalog how the folders are, for `shuttersend status` in another process: soon
/// after it changed, and now and then all the same. One thread.
final class FolderReports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderReports.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(6);
  private static final int LOOKS_BETWEEN_REPORTS = 10;
  private static final UnsettledBook.Said NOTHING = new UnsettledBook.Said(0, List.of());
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final WatchedFolders folders;
  private final FolderBook book;
  private final UnsettledBook unsettled;
  private final BooleanSupplier writable;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("folder-reports"), this::run);
  private List<Said> last = List.of();
  private UnsettledBook.Said lastUnsettled = NOTHING;

  /// What is worth a report; numbers that move all the time are not.
  private record Said(FolderHealth.Cause cause, Troubles troubles) {}

  /// @param writable whether the catalog can be written now
  FolderReports(
      WatchedFolders folders, FolderBook book, UnsettledBook unsettled, BooleanSupplier writable) {
    this.unsettled = unsettled;
    this.writable = writable;
    this.folders = folders;
    this.book = book;
  }

  void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    int looks = 0;
    do {
      look(looks++ % LOOKS_BETWEEN_REPORTS == 0);
    } while (!end.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    book.leave();
    unsettled.report(NOTHING);
  }

  private void look(boolean anyway) {
    if (!writable.getAsBoolean()) {
      return;
    }
    try {
      List<FolderStatus> now = folders.status(Map.of());
      List<Said> said =
          now.stream()
              .map(status -> new Said(status.condition().cause(), status.troubles()))
              .toList();
      if (anyway || !said.equals(last)) {
        book.report(now);
        last = said;
      }
      List<Unsettled> waiting = folders.waiting();
      // What is in its quiet time only moves all the time, and is no news.
      long count = waiting.isEmpty() ? 0 : folders.unsettled();
      var told = new UnsettledBook.Said(count, waiting);
      if (anyway || !told.first().equals(lastUnsettled.first())) {
        unsettled.report(told);
        lastUnsettled = told;
      }
    } catch (DatabaseException e) {
      if (writable.getAsBoolean()) {
        log.warn("How the folders are could not be stored: {}", e.getMessage());
      }
    }
  }

  /// The catalog is to be closed after this.
  @Override
  public void close() {
    thread.letEnd();
    end.countDown();
    thread.join(GOODBYE);
  }
}
