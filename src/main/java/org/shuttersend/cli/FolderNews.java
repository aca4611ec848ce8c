package org.shuttersend.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;

/// What is new about the hot folders since the last look: each change of how one is, and each
/// trouble once for as long as it lasts. Used by one thread.
final class FolderNews {
  private final Map<Integer, Known> known = new HashMap<>();

  /// @param extra whether there were more troubles than are listed
  private record Known(FolderHealth.Cause cause, Set<Trouble> troubles, boolean extra) {}

  interface Out {
    /// It is otherwise than before.
    void health(HotFolder folder, FolderHealth health);

    void trouble(HotFolder folder, Trouble trouble);

    /// There are more than can be listed.
    void more(HotFolder folder, long others);
  }

  /// That a folder is watched, or looked through, is news only after it was not.
  void tell(List<FolderStatus> folders, Out out) {
    for (FolderStatus now : folders) {
      HotFolder folder = now.folder();
      Known before =
          known.getOrDefault(folder.id(), new Known(FolderHealth.Cause.WATCHING, Set.of(), false));
      FolderHealth.Cause cause = now.condition().cause();
      if (isScanning(cause)) {
        cause = before.cause; // a moment between two others
      } else if (cause != before.cause) {
        out.health(folder, now.condition());
      }
      for (Trouble trouble : now.troubles().first()) {
        if (!before.troubles.contains(trouble)) {
          out.trouble(folder, trouble);
        }
      }
      boolean extra = now.troubles().others() > 0;
      if (extra && !before.extra) {
        out.more(folder, now.troubles().others());
      }
      known.put(folder.id(), new Known(cause, new HashSet<>(now.troubles().first()), extra));
    }
  }

  private static boolean isScanning(FolderHealth.Cause cause) {
    return cause == FolderHealth.Cause.SCANNING || cause == FolderHealth.Cause.SCANNING_OF;
  }
}
