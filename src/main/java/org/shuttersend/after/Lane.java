package org.shuttersend.after;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Troubles;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that moves the photos of one hot folder: where its disk hangs, no other folder waits
/// for it.
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /// Photos that come to their end one by one are moved together.
  private static final Duration NAP = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final FolderMoves moves;
  private final LongSupplier revision;
  private final LongSupplier nanos;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread;
  private volatile boolean closing;

  /// @param revision of the catalog: another one means that something has changed
  /// @param nanos the steady clock
  Lane(FolderMoves moves, LongSupplier revision, LongSupplier nanos) {
    this.moves = moves;
    this.revision = revision;
    this.nanos = nanos;
    this.thread =
        KeptThread.helpful(
            Thread.ofPlatform().daemon().name("mover-" + moves.folder().name()), this::run);
  }

  HotFolder folder() {
    return moves.folder();
  }

  void start() {
    thread.start();
  }

  /// Any thread.
  boolean isThrough() {
    return thread.breakdown().isPresent() || moves.isThrough();
  }

  /// Any thread.
  Troubles troubles() {
    return moves.troubles();
  }

  private void run() throws InterruptedException {
    moves.startOver();
    long seen = -1;
    while (!closing) {
      try {
        long now = nanos.getAsLong();
        long is = revision.getAsLong();
        boolean more = false;
        if (is != seen || moves.isDue(now)) {
          more = moves.turn(now);
          seen = is;
        }
        if (!more) {
          rest(NAP);
        }
      } catch (DatabaseException e) {
        if (closing) {
          return;
        }
        log.warn("Sent photos stay for a moment: {}", e.getMessage());
        moves.startOver();
        seen = -1;
        rest(AFTER_FAILURE);
      }
    }
  }

  private void rest(Duration time) throws InterruptedException {
    boolean _ = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// It ends after the photos in hand.
  void letEnd() {
    closing = true;
    thread.letEnd();
    end.countDown();
  }

  /// What is half done is found by the next start.
  ///
  /// @param time how long it may take to end by itself
  void end(Duration time) {
    if (!thread.join(time)) {
      thread.stop();
    }
  }
}
