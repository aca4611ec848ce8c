package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much room the disk has, less a reserve for the database. A full disk is told once, in the
/// log, until there is room again for what was refused.
public final class DiskRoom {
  /// Kept free, so that what was received can be worked through and written down.
  public static final long RESERVE_BYTES = 64L << 20;

  private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

  private final Path folder;
  private final FileStore disk;

  /// Guarded by this: the most that was refused since there was room; 0 while there is.
  private long refused;

  DiskRoom(Path folder) throws IOException {
    this.folder = folder;
    this.disk = Files.getFileStore(folder);
  }

  /// Whether so many more bytes fit.
  public boolean fits(long bytes) throws StorageFailure {
    return fits(bytes, free());
  }

  /// Whether nothing more fits; asked without saying so anywhere.
  public boolean isFull() throws StorageFailure {
    return free() <= RESERVE_BYTES;
  }

  /// Bytes that are free, the reserve among them.
  public long free() throws StorageFailure {
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  synchronized boolean fits(long bytes, long free) {
    boolean fits = free - RESERVE_BYTES >= bytes;
    if (!fits) {
      tell(bytes, free);
    } else if (refused > 0 && bytes >= refused) {
      refused = 0;
      log.info("The disk of {} has room again: {} MB are free.", folder, free >> 20);
    }
    return fits;
  }

  /// The system itself said that the disk is full, or a quota used up.
  public synchronized void full() {
    try {
      tell(1, disk.getUsableSpace());
    } catch (IOException e) {
      tell(1, 0);
    }
  }

  private void tell(long bytes, long free) {
    if (refused == 0) {
      log.error(
          "The disk of {} is full: {} MB are free, {} MB of them are kept for the database. Photos"
              + " are refused and wait at their senders. Make room there, or receive into another"
              + " disk with --into.",
          folder,
          free >> 20,
          RESERVE_BYTES >> 20);
      refused = Math.max(1, bytes);
    }
  }
}
