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
  private long largeBytes;
  private int inARow;

  /// Takes it, unless there are enough of its kind: neither kind keeps the other out. One that is
  /// larger than all that fits waits alone.
  synchronized boolean offer(Uploader.Ready photo) {
    if (isFullFor(photo)) {
      return false;
    }
    if (photo.load() == Load.SMALL) {
      small.add(photo);
    } else {
      large.add(photo);
      largeBytes += size(photo);
    }
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
    return !large.isEmpty() && (large.size() >= MOST || largeBytes >= MOST_BYTES);
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
    largeBytes -= turnOfLarge ? size(next) : 0;
    notifyAll();
    return next;
  }

  /// Waits until there is a small one.
  synchronized void awaitSmall() throws InterruptedException {
    while (small.isEmpty()) {
      wait();
    }
  }

  /// The small one that goes next, if it did not go meanwhile.
  synchronized Optional<Uploader.Ready> pollSmall() {
    if (small.isEmpty()) {
      return Optional.empty();
    }
    notifyAll();
    return Optional.of(small.remove());
  }

  private boolean isEmpty() {
    return small.isEmpty() && large.isEmpty();
  }

  private static long size(Uploader.Ready photo) {
    return photo.photo().claim().file().stamp().size();
  }
}
