package org.shuttersend.settle;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;

/// Places that were looked through, until all that was found there has settled and was handed on.
/// Owned by the settler's thread; holds at most one entry for each mounted disk.
final class Searches {
  private final Set<FileRef> open = new LinkedHashSet<>();

  void add(FileRef place) {
    open.add(place);
  }

  /// What was unsettled is forgotten: all is looked through anew.
  void clear() {
    open.clear();
  }

  void end(Settler settler, Consumer<FileRef> out) {
    open.removeIf(place -> {
      boolean ended = !settler.hasBelow(place);
      if (ended) {
        out.accept(place);
      }
      return ended;
    });
  }
}
