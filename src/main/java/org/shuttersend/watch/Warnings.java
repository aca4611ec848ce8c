package org.shuttersend.watch;

import java.util.HashSet;
import java.util.Set;
import org.shuttersend.model.FileRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says each trouble of a folder once, however often it is scanned, and not more than a hundred.
/// Owned by the scanning thread.
final class Warnings {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);
  private static final int LIMIT = 100;

  private final Set<String> said = new HashSet<>();

  void say(FileRef place, String trouble) {
    if (said.size() < LIMIT && said.add(place.path() + '\n' + trouble)) {
      log.warn("{}: {}", place.path().isEmpty() ? place.folder().root() : place.path(), trouble);
      if (said.size() == LIMIT) {
        log.warn("{}: no further warnings about this folder", place.folder().name());
      }
    }
  }
}
