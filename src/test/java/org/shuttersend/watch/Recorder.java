package org.shuttersend.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;

/// Keeps what a watcher says. Guarded by itself.
final class Recorder implements Consumer<FolderEvent> {
  private final List<FolderEvent> events = new ArrayList<>();

  @Override
  public synchronized void accept(FolderEvent event) {
    events.add(event);
  }

  synchronized List<FolderEvent> events() {
    return List.copyOf(events);
  }

  synchronized void clear() {
    events.clear();
  }

  Set<String> touched() {
    var paths = new HashSet<String>();
    for (FolderEvent event : events()) {
      if (event instanceof FolderEvent.Touched(FileRef ref)) {
        paths.add(ref.path());
      }
    }
    return paths;
  }

  Set<String> gone() {
    var paths = new HashSet<String>();
    for (FolderEvent event : events()) {
      if (event instanceof FolderEvent.Gone(FileRef ref)) {
        paths.add(ref.path());
      }
    }
    return paths;
  }

  long listed() {
    return events().stream().filter(FolderEvent.Listed.class::isInstance).count();
  }
}
