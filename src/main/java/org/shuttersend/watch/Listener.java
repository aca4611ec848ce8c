package org.shuttersend.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The watching thread: takes keys, turns their events into folder events, never lists a directory.
/// Whatever it does not understand becomes doubt, and doubt a scan.
final class Listener implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final EventSource source;
  private final Watches watches;
  private final Places places;
  private final Selections selections;
  private final Consumer<FolderEvent> out;

  Listener(
      EventSource source,
      Watches watches,
      Places places,
      Selections selections,
      Consumer<FolderEvent> out) {
    this.source = source;
    this.watches = watches;
    this.places = places;
    this.selections = selections;
    this.out = out;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        handle(source.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (ClosedWatchServiceException e) {
      log.debug("The watch service was closed");
    }
  }

  private void handle(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    List<FileRef> directories = watches.of(key);
    try {
      for (WatchEvent<?> event : events) {
        for (FileRef directory : directories) {
          handle(directory, event);
        }
      }
    } catch (RuntimeException e) {
      log.error("An event was not understood, its folder is scanned: {}", e.getMessage(), e);
      directories.forEach(directory -> places.doubt(directory.folder()));
    } finally {
      // Without the reset there would never be another event from this directory.
      if (!key.reset()) {
        watches.ended(key).forEach(this::lookAgain);
      }
    }
  }

  private void handle(FileRef directory, WatchEvent<?> event) {
    if (event.kind() == OVERFLOW) {
      log.debug("Events of {} were lost, it is scanned", directory.folder().root());
      places.doubt(directory.folder());
      return;
    }
    Optional<String> name = Decoded.name((Path) event.context());
    if (name.isEmpty()) {
      return; // the scan warns of such names
    }
    FileRef ref = directory.child(name.get());
    if (!takes(ref) && !enters(ref)) {
      return;
    }
    if (event.kind() == ENTRY_DELETE) {
      deleted(ref);
    } else if (event.kind() == ENTRY_CREATE) {
      created(ref);
    } else if (takes(ref)) {
      out.accept(new FolderEvent.Touched(ref));
    } else if (!watches.knows(ref)) {
      visit(ref, Entry.at(ref)); // made readable, perhaps
    }
  }

  private void created(FileRef ref) {
    Entry entry = Entry.at(ref);
    visit(ref, entry);
    touch(ref, entry);
  }

  private void deleted(FileRef ref) {
    boolean wasDirectory = watches.forget(ref);
    switch (Entry.at(ref)) {
      case DIRECTORY -> {
        out.accept(new FolderEvent.Gone(ref));
        visit(ref, Entry.DIRECTORY); // replaced by another of its name
      }
      case OTHER -> {
        if (wasDirectory || !takes(ref)) {
          out.accept(new FolderEvent.Gone(ref));
        } else {
          touch(ref, Entry.OTHER);
        }
      }
      // Perhaps a directory whose watch went along to its new name: no photo's name, yet told.
      case NOTHING -> out.accept(new FolderEvent.Gone(ref));
      case UNKNOWN -> {
        visit(ref, Entry.UNKNOWN);
        touch(ref, Entry.UNKNOWN);
      }
    }
  }

  /// A directory's key came to its end: it was deleted, replaced, or its volume unmounted.
  private void lookAgain(FileRef directory) {
    if (directory.path().isEmpty()) {
      places.doubtRoot(directory.folder());
    } else {
      visit(directory, Entry.at(directory));
    }
  }

  /// Has a directory scanned, or what may be one: the scan tries again until it can tell.
  private void visit(FileRef ref, Entry entry) {
    if ((entry == Entry.DIRECTORY || entry == Entry.UNKNOWN) && enters(ref)) {
      places.fresh(ref);
    }
  }

  /// Tells a file, or what may be one: the settler looks more closely, and again until it can tell.
  private void touch(FileRef ref, Entry entry) {
    if (entry != Entry.DIRECTORY && takes(ref)) {
      out.accept(new FolderEvent.Touched(ref));
    }
  }

  private boolean takes(FileRef ref) {
    return selections.of(ref.folder()).takes(ref.path());
  }

  private boolean enters(FileRef ref) {
    return selections.of(ref.folder()).enters(ref.path());
  }
}
