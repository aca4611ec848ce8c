package org.shuttersend.receiver.store;

import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/// One photo at a time for each place. A fixed number of locks is shared by all places; names that
/// differ only in case share one, as they may be one file.
final class PathLocks {
  private static final int STRIPES = 64;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  PathLocks() {
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  Held lock(String path) {
    int stripe = Math.floorMod(path.toLowerCase(Locale.ROOT).hashCode(), STRIPES);
    ReentrantLock lock = locks[stripe];
    lock.lock();
    return lock::unlock;
  }

  /// Given back when closed.
  @FunctionalInterface
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
