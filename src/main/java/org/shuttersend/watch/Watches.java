package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// Which directory each key stands for, now. A key's own `watchable()` is not to be believed: a
/// watch follows its directory when that is renamed, and the key keeps the name of old.
///
/// Everything is guarded by this. Registering and cancelling happen under the lock on purpose: a
/// cancel that overtook a registration of the same directory would silently end its events.
final class Watches {
  private final EventSource source;

  /// More than one directory only where hot folders lie in one another.
  private final Map<WatchKey, List<FileRef>> directories = new HashMap<>();

  /// By folder id, then by path, sorted so that everything below a directory is one range.
  private final Map<Integer, NavigableMap<String, WatchKey>> keys = new HashMap<>();

  Watches(EventSource source) {
    this.source = source;
  }

  /// Starts events for the directory; to be listed after, never before.
  synchronized void register(FileRef directory) throws IOException {
    WatchKey key = source.register(directory.file());
    var paths = keys.computeIfAbsent(directory.folder().id(), id -> new TreeMap<>());
    WatchKey former = paths.put(directory.path(), key);
    if (former != null && !former.equals(key)) {
      release(former, directory);
    }
    var all = new ArrayList<FileRef>(1);
    for (FileRef other : directories.getOrDefault(key, List.of())) {
      if (other.folder().id() != directory.folder().id()) {
        all.add(other);
      } else if (!other.path().equals(directory.path())) {
        paths.remove(other.path(), key);
      }
    }
    all.add(directory);
    directories.put(key, List.copyOf(all));
  }

  /// The directories the key stands for. To be asked after its events were polled: those of the
  /// time before a rename then carry the new name, which the scan of that directory covers.
  synchronized List<FileRef> of(WatchKey key) {
    return directories.getOrDefault(key, List.of());
  }

  synchronized boolean knows(FileRef directory) {
    return keys.getOrDefault(directory.folder().id(), new TreeMap<>())
        .containsKey(directory.path());
  }

  /// Ends the events of the directory and of all below it.
  ///
  /// @return whether there were any
  synchronized boolean forget(FileRef directory) {
    var paths = keys.get(directory.folder().id());
    if (paths == null) {
      return false;
    }
    boolean any = false;
    WatchKey own = paths.remove(directory.path());
    if (own != null) {
      release(own, directory);
      any = true;
    }
    var below =
        directory.path().isEmpty()
            ? paths
            : paths.subMap(directory.path() + "/", directory.path() + (char) ('/' + 1));
    any |= !below.isEmpty();
    below.forEach((path, key) -> release(key, new FileRef(directory.folder(), path)));
    below.clear();
    return any;
  }

  synchronized void forget(HotFolder folder) {
    forget(FileRef.root(folder));
    keys.remove(folder.id());
  }

  /// Takes out a key that gives no events any more.
  ///
  /// @return the directories it stood for
  synchronized List<FileRef> ended(WatchKey key) {
    List<FileRef> former = directories.getOrDefault(key, List.of());
    directories.remove(key);
    for (FileRef directory : former) {
      var paths = keys.get(directory.folder().id());
      if (paths != null) {
        paths.remove(directory.path(), key);
      }
    }
    return former;
  }

  private void release(WatchKey key, FileRef directory) {
    List<FileRef> left =
        directories.getOrDefault(key, List.of()).stream()
            .filter(other -> !other.equals(directory))
            .toList();
    if (left.isEmpty()) {
      directories.remove(key);
      key.cancel();
    } else {
      directories.put(key, left);
    }
  }
}
