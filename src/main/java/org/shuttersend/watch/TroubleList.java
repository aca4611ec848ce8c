package org.shuttersend.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;
import org.shuttersend.model.Troubles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Troubles as they are found and mended, bounded. Everything is guarded by this.
final class TroubleList {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final Map<String, Trouble> byPath = new LinkedHashMap<>();
  private long others;

  synchronized void add(Kind kind, FileRef ref, String detail) {
    add(new Trouble(kind, ref.path(), detail));
  }

  private void add(Trouble trouble) {
    if (byPath.containsKey(trouble.path()) || byPath.size() < Troubles.LISTED) {
      byPath.put(trouble.path(), trouble);
    } else {
      others++;
    }
  }

  synchronized Troubles now() {
    return new Troubles(List.copyOf(byPath.values()), others);
  }

  /// All of the folder was looked at anew.
  synchronized void replaceAll(TroubleList found) {
    Troubles now = found.now();
    now.first().stream().filter(trouble -> !byPath.containsValue(trouble)).forEach(this::tell);
    byPath.clear();
    now.first().forEach(trouble -> byPath.put(trouble.path(), trouble));
    others = now.others();
  }

  /// These directories and all below them were looked at anew.
  synchronized void replaceBelow(Collection<FileRef> directories, TroubleList found) {
    var before = new ArrayList<>(byPath.values());
    directories.forEach(this::mended);
    Troubles now = found.now();
    now.first().stream().filter(trouble -> !before.contains(trouble)).forEach(this::tell);
    now.first().forEach(this::add);
    others += now.others();
  }

  /// What was here, or below, is not here any more.
  synchronized void mended(FileRef ref) {
    if (!byPath.isEmpty()) {
      String below = ref.path().isEmpty() ? "" : ref.path() + "/";
      byPath.keySet().removeIf(path -> path.equals(ref.path()) || path.startsWith(below));
    }
  }

  synchronized void clear() {
    byPath.clear();
    others = 0;
  }

  private void tell(Trouble trouble) {
    log.info("{} is not sent: {} {}", trouble.path(), trouble.kind(), trouble.detail());
  }
}
