package org.shuttersend.receiver.store;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Locks;

/// One photo at a time for each place, also among receivers that share a database. A fixed number
/// of locks is shared by all places; names that differ only in case share one, as they may be one
/// file.
final class PathLocks {
  private static final int STRIPES = 64;

  /// Others have a place for some milliseconds.
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

  private static final long TRIES = Database.PATIENCE.dividedBy(BETWEEN_TRIES);

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
  private final Locks others;

  PathLocks(Locks others) {
    this.others = others;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// @throws DatabaseException if another receiver does not let go of it, or that cannot be asked
  Held lock(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    ReentrantLock lock = locks[Math.floorMod(name.hashCode(), STRIPES)];
    lock.lock();
    Optional<Locks.Held> beyond = Optional.empty();
    try {
      beyond = Optional.of(fromOthers("place " + name));
    } finally {
      if (beyond.isEmpty()) {
        lock.unlock();
      }
    }
    return new Held(path, lock, beyond.get());
  }

  private Locks.Held fromOthers(String name) {
    for (long tries = 0; tries < TRIES; tries++) {
      Optional<Locks.Held> taken = others.take(name);
      if (taken.isPresent()) {
        return taken.get();
      }
      try {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseException("interrupted while another receiver uses a place", e);
      }
    }
    throw new DatabaseException(
        "another receiver uses a place for " + Database.PATIENCE.toSeconds() + " s", null);
  }

  /// Given back when closed.
  static final class Held implements AutoCloseable {
    private final String path;
    private final ReentrantLock lock;
    private final Locks.Held beyond;

    private Held(String path, ReentrantLock lock, Locks.Held beyond) {
      this.path = path;
      this.lock = lock;
      this.beyond = beyond;
    }

    /// The place.
    String path() {
      return path;
    }

    /// Before a file is moved there.
    ///
    /// @throws DatabaseException if another receiver may have the place by now
    void check() {
      beyond.check();
    }

    @Override
    public void close() {
      beyond.close();
      lock.unlock();
    }
  }
}
