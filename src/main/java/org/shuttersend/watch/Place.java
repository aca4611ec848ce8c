package org.shuttersend.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;

/// What has to be looked at in the hot folder, how the folder is, and the bell that wakes the
/// scanning thread. Any thread asks, the scanning thread answers. Everything is guarded by this.
final class Place {
  /// So many new directories at once are sooner found by scanning the folder.
  private static final int FRESH_LIMIT = 10_000;

  private final HotFolder folder;
  private final Semaphore bell = new Semaphore(0);
  private final Set<FileRef> fresh = new LinkedHashSet<>();
  private final Set<FileRef> flat = new LinkedHashSet<>();
  private FolderHealth condition = FolderHealth.of(Cause.SCANNING, 0);
  private long known;
  private boolean doubt = true;
  private boolean rootInDoubt = true;
  private boolean eventsAgain;
  private boolean walking;
  private Optional<String> key = Optional.empty();
  private OptionalLong busySince = OptionalLong.empty();

  Place(HotFolder folder) {
    this.folder = folder;
  }

  HotFolder folder() {
    return folder;
  }

  synchronized FolderHealth condition() {
    return condition;
  }

  /// What the system calls the root, while the folder is connected.
  synchronized Optional<String> key() {
    return key;
  }

  /// Something may have been missed anywhere in the folder: scan all of it.
  ///
  /// @return whether there was no doubt before
  synchronized boolean doubt() {
    boolean first = !doubt;
    doubt = true;
    if (key.isPresent() && condition.state() != Health.SCANNING) {
      scanning(0);
    }
    ring();
    return first;
  }

  /// The root itself may have gone.
  synchronized void doubtRoot() {
    rootInDoubt = true;
    doubt();
  }

  /// Somebody wants all of it looked at again, and events tried again where there were none.
  synchronized void startOver() {
    eventsAgain = true;
    doubtRoot();
  }

  /// A directory appeared, with whatever is in it already.
  synchronized void fresh(FileRef directory) {
    if (fresh.size() < FRESH_LIMIT) {
      fresh.add(directory);
      ring();
    } else {
      doubt();
    }
  }

  /// Something is in this directory that no event can name; what lies deeper is as it was.
  synchronized void flat(FileRef directory) {
    if (flat.size() < FRESH_LIMIT) {
      flat.add(directory);
      ring();
    } else {
      doubt();
    }
  }

  synchronized List<FileRef> takeFresh() {
    return take(fresh);
  }

  synchronized List<FileRef> takeFlat() {
    return take(flat);
  }

  private List<FileRef> take(Set<FileRef> some) {
    var taken = new ArrayList<>(some);
    some.clear();
    walking |= !taken.isEmpty();
    return taken;
  }

  /// What was taken was walked through.
  synchronized void walked() {
    walking = false;
  }

  /// Whether there is something to look at that was asked for, or is being looked at.
  synchronized boolean isAsked() {
    return doubt || walking || !fresh.isEmpty() || !flat.isEmpty();
  }

  synchronized boolean takeDoubt() {
    boolean was = doubt;
    doubt = false;
    return was;
  }

  synchronized boolean takeRootDoubt() {
    boolean was = rootInDoubt;
    rootInDoubt = false;
    return was;
  }

  synchronized boolean takeEventsAgain() {
    boolean was = eventsAgain;
    eventsAgain = false;
    return was;
  }

  /// @param files about how many there are, 0 if unknown
  synchronized void connected(String rootKey, long files) {
    key = Optional.of(rootKey);
    known = files;
    doubt = true;
    scanning(0);
  }

  synchronized void disconnected(FolderHealth why) {
    key = Optional.empty();
    condition = why;
    fresh.clear();
    flat.clear();
    walking = false;
  }

  /// A scan of the whole folder has seen so many files.
  synchronized void seen(long files) {
    if (condition.state() == Health.SCANNING) {
      scanning(files);
    }
  }

  private void scanning(long files) {
    condition =
        known > 0
            ? FolderHealth.of(Cause.SCANNING_OF, files, Math.max(known, files))
            : FolderHealth.of(Cause.SCANNING, files);
  }

  /// A scan is through, or events were found missing; unless there is doubt again, the folder is as
  /// `now` says.
  synchronized void became(FolderHealth now) {
    if (!doubt && key.isPresent()) {
      condition = now;
    }
  }

  /// What the next scan may expect.
  synchronized void count(long files) {
    known = files;
  }

  /// The scanning thread begins a look that may never come back.
  synchronized void begins(long nanos) {
    busySince = OptionalLong.of(nanos);
  }

  synchronized void rests() {
    busySince = OptionalLong.empty();
  }

  synchronized long busyNanos(long now) {
    return busySince.isPresent() ? now - busySince.getAsLong() : 0;
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
