package org.shuttersend.watch;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// The directories that changed last, as far as was seen: where something is written now, something
/// will be written next. Owned by the scanning thread.
final class Recent {
  static final int LIMIT = 31;

  private record Changed(String path, long millis) {}

  private final PriorityQueue<Changed> latest =
      new PriorityQueue<>(Comparator.comparingLong(Changed::millis));
  private final Set<String> paths = new HashSet<>();

  void offer(String path, long millis) {
    Changed oldest = latest.peek();
    if (oldest != null && latest.size() >= LIMIT && oldest.millis >= millis) {
      return;
    }
    if (!paths.add(path)) {
      latest.removeIf(changed -> changed.path.equals(path));
    }
    latest.add(new Changed(path, millis));
    if (latest.size() > LIMIT) {
      paths.remove(latest.remove().path);
    }
  }

  List<String> paths() {
    return latest.stream().map(Changed::path).toList();
  }

  void forget(String path) {
    if (paths.remove(path)) {
      latest.removeIf(changed -> changed.path.equals(path));
    }
  }

  void clear() {
    latest.clear();
    paths.clear();
  }
}
