package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.shuttersend.model.FileRef;

/// Which directory each key stands for, now. A key's own `watchable()` is not to be believed: a
/// watch follows its directory when that is renamed, and the key keeps the name of old.
///
/// Everything is guarded by this. Registering and cancelling happen under the lock on purpose: a
/// cancel that overtook a registration of the same directory would silently end its events.
final class Watches {
  private final EventSource source;
  private final WatchLedger ledger;

  private final Map<WatchKey, String> directories = new HashMap<>();

  /// By path, sorted so that everything below a directory is one range.
  private final NavigableMap<String, WatchKey> keys = new TreeMap<>();

  /// To be asked without waiting for a registration that may never come back.
  private final AtomicInteger count = new AtomicInteger();

  Watches(EventSource source, WatchLedger ledger) {
    this.source = source;
    this.ledger = ledger;
  }

  /// Starts events for the directory; to be listed after, never before.
  synchronized void register(FileRef directory) throws IOException {
    String path = directory.path();
    WatchKey key = source.register(directory.file());
    WatchKey former = keys.put(path, key);
    if (former != null && !former.equals(key)) {
      release(former, path);
    }
    String other = directories.put(key, path);
    if (other == null) {
      counted(1);
    } else if (!other.equals(path)) {
      keys.remove(other, key); // the same directory under its former name
    }
  }

  /// The directory the key stands for. To be asked after its events were polled: those of the time
  /// before a rename then carry the new name, which the scan of that directory covers.
  synchronized Optional<String> of(WatchKey key) {
    return Optional.ofNullable(directories.get(key));
  }

  synchronized boolean knows(String path) {
    return keys.containsKey(path);
  }

  int size() {
    return count.get();
  }

  /// The directories that come after `path` in the order of their names, then those from the
  /// beginning.
  synchronized List<String> after(String path, int count) {
    var some = new ArrayList<String>(count);
    for (var part : List.of(keys.tailMap(path, false), keys.headMap(path, true))) {
      for (String next : part.keySet()) {
        if (some.size() == count) {
          return some;
        }
        some.add(next);
      }
    }
    return some;
  }

  /// Ends the events of the directory and of all below it.
  ///
  /// @return whether there were any
  synchronized boolean forget(FileRef directory) {
    String path = directory.path();
    boolean any = false;
    WatchKey own = keys.remove(path);
    if (own != null) {
      release(own, path);
      any = true;
    }
    var below = path.isEmpty() ? keys : keys.subMap(path + "/", path + (char) ('/' + 1));
    any |= !below.isEmpty();
    below.forEach((child, key) -> release(key, child));
    below.clear();
    return any;
  }

  /// Takes out a key that gives no events any more.
  ///
  /// @return the directory it stood for
  synchronized Optional<String> ended(WatchKey key) {
    Optional<String> former = Optional.ofNullable(directories.remove(key));
    if (former.isPresent()) {
      keys.remove(former.get(), key);
      counted(-1);
    }
    return former;
  }

  private void release(WatchKey key, String path) {
    if (directories.remove(key, path)) {
      counted(-1);
      key.cancel();
    }
  }

  private void counted(int more) {
    count.addAndGet(more);
    ledger.add(more);
  }
}
