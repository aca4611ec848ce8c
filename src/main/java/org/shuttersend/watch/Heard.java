package org.shuttersend.watch;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Of which of the sampled directories an event was heard. The listener tells, the self-test asks.
final class Heard {
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private volatile Set<String> sampled = Set.of();

  void listenFor(Collection<String> directories) {
    sampled = Set.copyOf(directories);
    heard.retainAll(sampled);
  }

  void event(String directory) {
    if (sampled.contains(directory)) {
      heard.add(directory);
    }
  }

  /// Whether there was one since it was asked last.
  boolean take(String directory) {
    return heard.remove(directory);
  }
}
