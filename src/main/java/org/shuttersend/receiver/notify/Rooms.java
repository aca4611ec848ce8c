package org.shuttersend.receiver.notify;

import java.util.HashMap;
import java.util.Map;

/// How many listen, in all and of each owner, and no more than may.
final class Rooms {
  private final int most;
  private final int mostOfOne;

  /// Guarded by this.
  private final Map<String, Integer> owners = new HashMap<>();

  /// Guarded by this.
  private int taken;

  Rooms(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  synchronized boolean take(String owner) {
    if (taken == most || owners.getOrDefault(owner, 0) == mostOfOne) {
      return false;
    }
    taken++;
    owners.merge(owner, 1, Integer::sum);
    return true;
  }

  synchronized void giveBack(String owner) {
    taken--;
    owners.computeIfPresent(owner, (o, count) -> count == 1 ? null : count - 1);
  }

  synchronized int taken() {
    return taken;
  }
}
