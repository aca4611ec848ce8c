package org.shuttersend.watch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.HotFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the scanning thread does, a small step each turn: see whether the root is there, walk
/// through new directories, walk through all of it where there is doubt. New directories come
/// first. Owned by that thread.
final class Round implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final Place place;
  private final HotFolder folder;
  private final Watches watches;
  private final Selection selection;
  private final Memory memory;
  private final Consumer<FolderEvent> out;
  private final Rhythm rhythm;
  private final TroubleList troubles;
  private final Root root;
  private final Subscription subscription;
  private final Vigil vigil;
  private final Unreadable unreadable;

  private Optional<String> key = Optional.empty();
  private Optional<Cause> away = Optional.empty();
  private long nextRootLook;
  private Optional<Scan> fresh = Optional.empty();
  private List<FileRef> freshFrom = List.of();
  private long freshBegan;
  private Search freshSearch;
  private Optional<Scan> full = Optional.empty();
  private long fullBegan;
  private Search fullSearch;
  private Optional<Long> nextFull = Optional.empty();
  private Duration pause;
  private boolean madeAnew;

  Round(
      Place place,
      Watches watches,
      Listener listener,
      Selection selection,
      Memory memory,
      Consumer<FolderEvent> out,
      TroubleList troubles,
      Tools tools,
      Cards cards) {
    this.place = place;
    this.folder = place.folder();
    this.watches = watches;
    this.selection = selection;
    this.memory = memory;
    this.out = out;
    this.rhythm = tools.rhythm();
    this.troubles = troubles;
    this.root = new Root(folder, selection, memory);
    this.subscription = new Subscription(folder, watches, tools.ledger());
    this.vigil = new Vigil(place, watches, listener, subscription, memory, rhythm, cards);
    this.unreadable = new Unreadable(rhythm);
    this.freshSearch = search(List.of());
    this.fullSearch = freshSearch;
    this.pause = rhythm.least();
    this.nextRootLook = tools.nanos().getAsLong();
  }

  /// @param now steady nanoseconds
  /// @return whether there is more to do at once
  boolean turn(long now) {
    try {
      if (place.takeRootDoubt() || now - nextRootLook >= 0) {
        nextRootLook = now + rhythm.root().toNanos();
        lookAtRoot();
      }
      return key.isPresent() && (walkFresh(now) || walkAll(now) || keepVigil(now));
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("Scanning {} failed and is tried again: {}", folder.root(), e.getMessage(), e);
      }
      stopWalking();
      again(now, Duration.ZERO, false);
      return false;
    }
  }

  /// Nanoseconds until something is due, at most the time to the next look at the root.
  long untilDue(long now) {
    long due = nextRootLook - now;
    if (key.isPresent()) {
      due = nextFull.isPresent() ? Math.min(due, nextFull.get() - now) : due;
      due = unreadable.next().isPresent() ? Math.min(due, unreadable.next().get() - now) : due;
    }
    return Math.max(due, 0);
  }

  private void lookAtRoot() {
    switch (root.look(key)) {
      case Root.Sight.Away(FolderHealth why) -> disconnect(why);
      case Root.Sight.There(String found, boolean anew) -> connect(found, anew);
    }
  }

  private void connect(String found, boolean anew) {
    if (place.takeEventsAgain() && key.isPresent()) {
      subscription.begin();
      vigil.connected();
    }
    if (key.isPresent() && key.get().equals(found)) {
      return;
    }
    long known = memory.files();
    stopWalking();
    watches.forget(FileRef.root(folder)); // of another volume that was mounted here
    subscription.begin();
    vigil.disconnected();
    vigil.connected(); // may fail, which is tried again as long as there is no key
    key = Optional.of(found);
    madeAnew = anew;
    if (anew) {
      log.info("{} was deleted and made anew: the new one is watched", folder.root());
    }
    pause = rhythm.least();
    nextFull = Optional.empty();
    unreadable.clear();
    place.connected(found, known);
  }

  private void disconnect(FolderHealth why) {
    place.disconnected(why);
    if (key.isEmpty() && away.equals(Optional.of(why.cause()))) {
      return;
    }
    stopWalking();
    vigil.disconnected();
    watches.forget(FileRef.root(folder));
    key = Optional.empty();
    away = Optional.of(why.cause());
    nextFull = Optional.empty();
    troubles.clear();
    log.info("{} is not connected: {} {}", folder.root(), why.cause(), why.args());
  }

  private boolean walkFresh(long now) {
    if (fresh.isEmpty() && !beginFresh(now)) {
      return false;
    }
    Scan scan = fresh.orElseThrow();
    scan.step();
    if (scan.rootLost().isPresent()) {
      disconnect(scan.rootLost().get());
      return false;
    }
    if (scan.isDone()) {
      fresh = Optional.empty();
      unreadable.walked(freshFrom, scan.unreadable(), Duration.ofNanos(now - freshBegan), now);
      troubles.replaceBelow(freshFrom, scan.troubles());
      freshSearch.ended(scan, vigil::now, out);
      place.walked();
      if (scan.isOverflown()) {
        again(now, Duration.ZERO, false);
      }
      followPolling(now);
    }
    return true;
  }

  /// Watches may have run out below a new directory.
  private void followPolling(long now) {
    if (subscription.isPolling() && full.isEmpty() && nextFull.isEmpty()) {
      again(now, Duration.ZERO, true);
      place.became(subscription.condition());
    }
  }

  private boolean beginFresh(long now) {
    var directories = new LinkedHashSet<>(place.takeFresh());
    directories.addAll(unreadable.due(now));
    boolean deep = !directories.isEmpty();
    if (!deep) {
      directories.addAll(place.takeFlat());
    }
    if (directories.isEmpty()) {
      return false;
    }
    vigil.visitBegins();
    freshFrom = List.copyOf(directories);
    freshSearch = search(deep ? freshFrom : List.of());
    freshBegan = now;
    Scan scan = scan(deep);
    directories.forEach(scan::add);
    fresh = Optional.of(scan);
    return true;
  }

  private boolean walkAll(long now) {
    if (full.isEmpty()) {
      boolean due = nextFull.isPresent() && now - nextFull.get() >= 0;
      if (!place.takeDoubt() && !due) {
        return false;
      }
      nextFull = Optional.empty();
      fullBegan = now;
      subscription.scanBegins();
      vigil.scanBegins();
      fullSearch = search(List.of(FileRef.root(folder)));
      Scan scan = scan(true);
      scan.add(FileRef.root(folder));
      full = Optional.of(scan);
    }
    Scan scan = full.get();
    scan.step();
    if (scan.rootLost().isPresent()) {
      disconnect(scan.rootLost().get());
      return false;
    }
    place.seen(scan.seen());
    if (scan.isDone()) {
      finish(scan, now);
    }
    return true;
  }

  private void finish(Scan scan, long now) {
    full = Optional.empty();
    Duration took = Duration.ofNanos(now - fullBegan);
    unreadable.walkedAll(scan.unreadable(), took, now);
    troubles.replaceAll(scan.troubles());
    if (away.isPresent()) {
      away = Optional.empty();
      log.info("{} is back and was scanned", folder.root());
    }
    subscription.scanEnded(scan.directories());
    if (subscription.isPolling() || scan.isOverflown()) {
      again(now, took, subscription.isPolling() && scan.found() > 0);
    } else {
      pause = rhythm.least();
    }
    vigil.scanEnded(now);
    fullSearch.ended(scan, vigil::now, out);
    out.accept(new FolderEvent.Listed(folder));
    place.count(scan.seen());
    place.became(condition());
  }

  private FolderHealth condition() {
    FolderHealth now = subscription.condition();
    return madeAnew && now.cause() == Cause.WATCHING ? FolderHealth.of(Cause.MADE_ANEW) : now;
  }

  /// While nothing is walked: whether what is heard is what happens.
  private boolean keepVigil(long now) {
    if (vigil.isDue(now) && vigil.keep(now)) {
      followPolling(now);
    }
    return false;
  }

  private void again(long now, Duration scan, boolean found) {
    pause = rhythm.pause(pause, scan, found);
    nextFull = Optional.of(now + pause.toNanos());
  }

  private Search search(List<FileRef> from) {
    return Search.of(folder, vigil.here(), from, selection);
  }

  private Scan scan(boolean deep) {
    return new Scan(
        subscription::register,
        selection,
        batch -> memory.among(vigil.placed(batch)),
        out,
        vigil.recent(),
        deep);
  }

  private void stopWalking() {
    fresh.ifPresent(Scan::close);
    full.ifPresent(Scan::close);
    place.walked();
    fresh = Optional.empty();
    full = Optional.empty();
  }

  @Override
  public void close() {
    stopWalking();
    watches.forget(FileRef.root(folder));
  }
}
