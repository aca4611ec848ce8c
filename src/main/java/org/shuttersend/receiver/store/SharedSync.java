package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.shuttersend.database.Durable;

/// Syncs the names of one folder for many at once: a sync that starts after a caller came serves
/// everyone who came before it. Each sync waits for the disk, however little there is to write.
final class SharedSync {
  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();

  // Guarded by lock: numbers of syncs.
  private long started;
  private long finished;
  private boolean running;

  SharedSync(Path folder) {
    this.folder = folder;
  }

  /// Returns when every name made before the call is on the disk.
  void await() throws IOException {
    long mine;
    lock.lock();
    try {
      long needed = started + 1;
      while (running && finished < needed) {
        done.awaitUninterruptibly();
      }
      if (finished >= needed) {
        return;
      }
      running = true;
      mine = ++started;
    } finally {
      lock.unlock();
    }
    boolean durable = false;
    try {
      Durable.folder(folder);
      durable = true;
    } finally {
      lock.lock();
      try {
        running = false;
        // After a failure whoever waits tries for itself.
        finished = durable ? mine : finished;
        done.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
