package org.shuttersend.watch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// What is mounted below the folder and looked through by one scan.
///
/// @param spots by path below the folder's root, as it was when the scan began
record Search(HotFolder folder, Map<String, Whereabouts.Spot> spots) {

  /// @param from directories the scan begins at, and goes down from
  static Search of(
      HotFolder folder, Whereabouts here, Collection<FileRef> from, Selection selection) {
    return new Search(
        folder,
        here.spots().entrySet().stream()
            .filter(spot -> isVisited(spot.getKey(), from, selection))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// Not where the folder's own disk is, and not below what is left out.
  private static boolean isVisited(String place, Collection<FileRef> from, Selection selection) {
    boolean below =
        from.stream()
            .map(FileRef::path)
            .anyMatch(path -> path.isEmpty() || place.equals(path) || place.startsWith(path + "/"));
    if (place.isEmpty() || !below) {
      return false;
    }
    for (int end = place.length(); end > 0; end = place.lastIndexOf('/', end - 1)) {
      if (!selection.enters(place.substring(0, end))) {
        return false;
      }
    }
    return true;
  }

  /// Tells what is still mounted where it was. Where something could not be read, nothing is told.
  ///
  /// @param now empty while it is going away
  void ended(Scan scan, Supplier<Optional<Whereabouts>> now, Consumer<FolderEvent> out) {
    if (spots.isEmpty() || scan.isOverflown() || !scan.unreadable().isEmpty()) {
      return;
    }
    Map<String, Whereabouts.Spot> there = now.get().map(Whereabouts::spots).orElse(Map.of());
    spots.forEach((place, spot) -> {
      if (spot.isJudged() && spot.equals(there.get(place))) {
        out.accept(new FolderEvent.Searched(new FileRef(folder, place)));
      }
    });
  }
}
