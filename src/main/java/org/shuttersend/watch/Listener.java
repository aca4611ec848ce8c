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
import org.shuttersend.model.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The watching thread: takes keys, turns their events into folder events, never lists a directory.
/// Whatever it does not understand becomes doubt, and doubt a scan.
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final EventSource source;
  private final Watches watches;
  private final Place place;
  private final Selection selection;
  private final Consumer<FolderEvent> out;
  private final TroubleList troubles;
  private final Cards cards;
  private final Heard heard = new Heard();
  private volatile boolean waiting;

  Listener(
      EventSource source,
      Watches watches,
      Place place,
      Selection selection,
      Consumer<FolderEvent> out,
      TroubleList troubles,
      Cards cards) {
    this.source = source;
    this.watches = watches;
    this.place = place;
    this.selection = selection;
    this.out = out;
    this.troubles = troubles;
    this.cards = cards;
  }

  /// Of which directories an event was heard, whatever it was about.
  Heard heard() {
    return heard;
  }

  /// Whether every event there was has been taken.
  boolean isWaiting() {
    return waiting;
  }

  /// Until it is interrupted or the source is closed.
  void run() throws InterruptedException {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        waiting = true;
        WatchKey key = source.take();
        waiting = false;
        handle(key);
      }
    } catch (ClosedWatchServiceException e) {
      log.debug("The watch service was closed");
    }
  }

  private void handle(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    Optional<FileRef> directory = watches.of(key).map(this::ref);
    directory.ifPresent(ref -> heard.event(ref.path()));
    try {
      if (directory.isPresent()) {
        for (WatchEvent<?> event : events) {
          handle(directory.get(), event);
        }
      }
    } catch (RuntimeException e) {
      log.error("An event was not understood, its folder is scanned: {}", e.getMessage(), e);
      place.doubt();
    } finally {
      // Without the reset there would never be another event from this directory.
      if (!key.reset()) {
        watches.ended(key).map(this::ref).ifPresent(this::lookAgain);
      }
    }
  }

  private FileRef ref(String path) {
    return new FileRef(place.folder(), path);
  }

  private void handle(FileRef directory, WatchEvent<?> event) {
    if (event.kind() == OVERFLOW) {
      if (place.doubt()) {
        log.info(
            "More happened in {} at once than the system could tell: it is scanned",
            directory.folder().root());
      }
      return;
    }
    if (!(event.context() instanceof Path entry)) {
      return; // about the directory itself: its permissions, its time
    }
    Optional<String> name = Decoded.name(entry);
    if (name.isEmpty()) {
      place.flat(directory); // to be said, or said no more
      return;
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
    } else if (!watches.knows(ref.path())) {
      visit(ref, Entry.at(ref)); // made readable, perhaps
    }
  }

  private void created(FileRef ref) {
    Entry entry = Entry.at(ref);
    visit(ref, entry);
    touch(ref, entry);
    if (entry == Entry.LINK) {
      troubles.add(Trouble.Kind.LINK, ref, "");
    }
  }

  private void deleted(FileRef ref) {
    boolean wasDirectory = watches.forget(ref);
    troubles.mended(ref);
    switch (Entry.at(ref)) {
      case DIRECTORY -> {
        out.accept(new FolderEvent.Gone(ref));
        visit(ref, Entry.DIRECTORY); // replaced by another of its name
      }
      case FILE, LINK -> {
        if (wasDirectory || !takes(ref)) {
          out.accept(new FolderEvent.Gone(ref));
        } else {
          touch(ref, Entry.FILE);
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
    cards.ended(directory.path());
    if (directory.path().isEmpty()) {
      place.doubtRoot();
    } else {
      visit(directory, Entry.at(directory));
    }
  }

  /// Has a directory scanned, or what may be one: the scan tries again until it can tell.
  private void visit(FileRef ref, Entry entry) {
    if ((entry == Entry.DIRECTORY || entry == Entry.UNKNOWN) && enters(ref)) {
      place.fresh(ref);
    }
  }

  /// Tells a file, or what may be one: the settler looks more closely, and again until it can tell.
  private void touch(FileRef ref, Entry entry) {
    if (entry != Entry.DIRECTORY && takes(ref)) {
      out.accept(new FolderEvent.Touched(ref));
    }
  }

  private boolean takes(FileRef ref) {
    return selection.takes(ref.path());
  }

  private boolean enters(FileRef ref) {
    return selection.enters(ref.path());
  }
}
