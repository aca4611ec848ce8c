package org.shuttersend.upload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.shuttersend.upload.governor.Load;

/// Photos that may be sent, few of them: whoever is in it is not overtaken by what comes later and
/// should go first. Small ones go before large ones, but for one large one now and then. Any
/// thread.
final class ReadyLine {
  private static final int MOST = 32;
  private static final long MOST_BYTES = 32L << 20;
  private static final int SMALL_IN_A_ROW = 8;

  // All guarded by this.
  private final Deque<Uploader.Ready> small = new ArrayDeque<>();
  private final Deque<Uploader.Ready> large = new ArrayDeque<>();
  private long bytes;
  private int inARow;

  /// Takes it, unless there are enough of them. One that is larger than all that fits goes alone; a
  /// small one does not wait for large ones.
  synchronized boolean offer(Uploader.Ready photo) {
    if (isFullFor(photo)) {
      return false;
    }
    (photo.load() == Load.SMALL ? small : large).add(photo);
    bytes += size(photo);
    notifyAll();
    return true;
  }

  /// Waits while there are enough of them.
  synchronized void put(Uploader.Ready photo) throws InterruptedException {
    while (!offer(photo)) {
      wait();
    }
  }

  private boolean isFullFor(Uploader.Ready photo) {
    if (photo.load() == Load.SMALL) {
      return small.size() >= MOST;
    }
    return !isEmpty() && (small.size() + large.size() >= MOST || bytes >= MOST_BYTES);
  }

  /// Waits until there is one.
  synchronized void await() throws InterruptedException {
    while (isEmpty()) {
      wait();
    }
  }

  /// The one that goes next; waits until there is one.
  synchronized Uploader.Ready take() throws InterruptedException {
    await();
    boolean turnOfLarge = small.isEmpty() || (inARow >= SMALL_IN_A_ROW && !large.isEmpty());
    inARow = turnOfLarge ? 0 : inARow + 1;
    return removed(turnOfLarge ? large : small);
  }

  /// Waits until there is a small one.
  synchronized void awaitSmall() throws InterruptedException {
    while (small.isEmpty()) {
      wait();
    }
  }

  /// The small one that goes next, if it did not go meanwhile.
  synchronized Optional<Uploader.Ready> pollSmall() {
    return small.isEmpty() ? Optional.empty() : Optional.of(removed(small));
  }

  private Uploader.Ready removed(Deque<Uploader.Ready> from) {
    Uploader.Ready next = from.remove();
    bytes -= size(next);
    notifyAll();
    return next;
  }

  private boolean isEmpty() {
    return small.isEmpty() && large.isEmpty();
  }

  private static long size(Uploader.Ready photo) {
    return photo.photo().claim().file().stamp().size();
  }
}
