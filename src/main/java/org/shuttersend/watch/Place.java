package org.shuttersend.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;

/// What has to be looked at in one hot folder, and how the folder is. Any thread asks, the scanning
/// thread answers. Everything is guarded by this.
final class Place {
  /// So many new directories at once are sooner found by scanning the folder.
  private static final int FRESH_LIMIT = 10_000;

  private final HotFolder folder;
  private final Set<FileRef> fresh = new LinkedHashSet<>();
  private Health health = Health.SCANNING;
  private boolean doubt = true;
  private boolean rootInDoubt = true;

  Place(HotFolder folder) {
    this.folder = folder;
  }

  HotFolder folder() {
    return folder;
  }

  synchronized Health health() {
    return health;
  }

  /// Something may have been missed anywhere in the folder: scan all of it.
  synchronized void doubt() {
    doubt = true;
    if (isConnected()) {
      health = Health.SCANNING;
    }
  }

  /// The root itself may have gone.
  synchronized void doubtRoot() {
    rootInDoubt = true;
    doubt();
  }

  /// A directory appeared, with whatever is in it already.
  synchronized void fresh(FileRef directory) {
    if (fresh.size() < FRESH_LIMIT) {
      fresh.add(directory);
    } else {
      doubt();
    }
  }

  synchronized List<FileRef> takeFresh() {
    var taken = new ArrayList<>(fresh);
    fresh.clear();
    return taken;
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

  synchronized void connected() {
    health = Health.SCANNING;
    doubt = true;
  }

  synchronized void disconnected(Health why) {
    health = why;
    fresh.clear();
  }

  /// A scan is through; unless there is doubt again, the folder is as `now` says.
  synchronized void scanned(Health now) {
    if (!doubt && isConnected()) {
      health = now;
    }
  }

  private boolean isConnected() {
    return health != Health.NOT_CONNECTED && health != Health.NOT_READABLE;
  }
}
