package org.shuttersend.upload;

import java.util.ArrayDeque;
import java.util.Deque;

/// Photos that may be sent, few of them: whoever is in it is not overtaken by what comes later and
/// should go first. Small ones go before large ones, but for one large one now and then. Any
/// thread.
final class ReadyLine {
  /// What travels in one request.
  private static final long SMALL = 4L << 20;

  private static final int MOST = 32;
  private static final long MOST_BYTES = 32L << 20;
  private static final int SMALL_IN_A_ROW = 8;

  // All guarded by this.
  private final Deque<Uploader.Ready> small = new ArrayDeque<>();
  private final Deque<Uploader.Ready> large = new ArrayDeque<>();
  private long bytes;
  private int inARow;

  /// Waits while there are enough of them. One that is larger than all that fits goes alone.
  synchronized void put(Uploader.Ready photo) throws InterruptedException {
    while (!isEmpty() && (small.size() + large.size() >= MOST || bytes >= MOST_BYTES)) {
      wait();
    }
    (size(photo) <= SMALL ? small : large).add(photo);
    bytes += size(photo);
    notifyAll();
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
    Uploader.Ready next = (turnOfLarge ? large : small).remove();
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
