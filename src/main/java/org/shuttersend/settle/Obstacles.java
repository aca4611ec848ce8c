package org.shuttersend.settle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Reason;

/// Why quiet files do not settle: they are empty, or cannot be read. An obstacle counts once it has
/// lasted for a moment, as every file is empty when it begins. Owned by the settler.
final class Obstacles {
  private static final Duration LASTING = Duration.ofSeconds(2);

  private final Map<FileRef, Reason> byFile = new LinkedHashMap<>();

  /// @param rest how long the file is left alone now; grows with each look that finds the obstacle
  void found(FileRef ref, Reason reason, Duration rest) {
    if (rest.compareTo(LASTING) >= 0) {
      byFile.put(ref, reason);
    }
  }

  void cleared(FileRef ref) {
    byFile.remove(ref);
  }

  List<Settling.Stuck> list(int limit) {
    return byFile.entrySet().stream()
        .limit(limit)
        .map(entry -> new Settling.Stuck(entry.getKey(), entry.getValue()))
        .toList();
  }
}
