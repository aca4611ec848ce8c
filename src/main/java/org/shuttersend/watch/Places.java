package org.shuttersend.watch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// The watched folders, and the bell that wakes the scanning thread. Any thread.
final class Places {
  private final Map<Integer, Place> places = new ConcurrentHashMap<>();
  private final Semaphore bell = new Semaphore(0);

  Collection<Place> all() {
    return places.values();
  }

  Optional<Place> of(HotFolder folder) {
    return Optional.ofNullable(places.get(folder.id()));
  }

  boolean has(Place place) {
    return places.get(place.folder().id()) == place;
  }

  void add(HotFolder folder) {
    if (places.putIfAbsent(folder.id(), new Place(folder)) == null) {
      ring();
    }
  }

  void remove(HotFolder folder) {
    places.remove(folder.id());
    ring();
  }

  void doubt(HotFolder folder) {
    of(folder).ifPresent(Place::doubt);
    ring();
  }

  void doubtRoot(HotFolder folder) {
    of(folder).ifPresent(Place::doubtRoot);
    ring();
  }

  void fresh(FileRef directory) {
    of(directory.folder()).ifPresent(place -> place.fresh(directory));
    ring();
  }

  private void ring() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /// Returns when the bell rings or after `nanos`.
  void await(long nanos) throws InterruptedException {
    if (bell.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      bell.drainPermits();
    }
  }
}
