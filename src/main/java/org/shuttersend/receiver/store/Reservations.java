package org.shuttersend.receiver.store;

import java.io.IOException;
import java.time.Clock;

/// Finds a photo's place and keeps others from it while something is done there.
final class Reservations {
  private static final int TRIES = 10;

  private final Shelf shelf;
  private final PathLocks locks;
  private final PhotoBook photos;
  private final Clock clock;

  Reservations(Shelf shelf, PathLocks locks, PhotoBook photos, Clock clock) {
    this.shelf = shelf;
    this.locks = locks;
    this.photos = photos;
    this.clock = clock;
  }

  /// What is done there.
  @FunctionalInterface
  interface Act<T> {
    /// @param place nobody else uses it meanwhile
    /// @param displaced where what lies there is to go
    T at(PathLocks.Held place, String displaced) throws IOException;
  }

  /// @throws StorageFailure if the disk failed, or the act did
  /// @throws PhotoPath.UnsafePath if the path leads out through a link
  <T> T reserve(String wanted, Act<T> act) throws StorageFailure {
    try {
      for (int tries = 0; tries < TRIES; tries++) {
        String path = shelf.resolve(wanted);
        try (var place = locks.lock(path)) {
          // Another upload may have come between.
          if (shelf.resolve(wanted).equals(path)) {
            return act.at(place, shelf.versionOf(path, clock.instant(), photos::hasPath));
          }
        }
      }
      throw new IOException("no place found for " + wanted);
    } catch (StorageFailure e) {
      throw e;
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }
}
