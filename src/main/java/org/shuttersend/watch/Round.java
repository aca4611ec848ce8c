package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the scanning thread does for one folder, a small step each turn: see whether its root is
/// there, walk through new directories, walk through all of it where there is doubt. Owned by that
/// thread.
final class Round implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final Place place;
  private final HotFolder folder;
  private final Watches watches;
  private final Selections selections;
  private final News news;
  private final Consumer<FolderEvent> out;
  private final Rhythm rhythm;
  private final Warnings warnings = new Warnings();

  private Optional<String> root = Optional.empty();
  private Optional<Health> said = Optional.empty();
  private boolean polling;
  private long nextRootLook;
  private Optional<Scan> fresh = Optional.empty();
  private Optional<Scan> full = Optional.empty();
  private long fullBegan;
  private Optional<Long> nextFull = Optional.empty();
  private Duration pause;
  private final Unreadable unreadable;
  private List<FileRef> freshFrom = List.of();
  private long freshBegan;

  Round(
      Place place,
      Watches watches,
      Selections selections,
      News news,
      Consumer<FolderEvent> out,
      Rhythm rhythm,
      long now) {
    this.place = place;
    this.folder = place.folder();
    this.watches = watches;
    this.selections = selections;
    this.news = news;
    this.out = out;
    this.rhythm = rhythm;
    this.pause = rhythm.least();
    this.unreadable = new Unreadable(rhythm);
    this.nextRootLook = now;
  }

  Place place() {
    return place;
  }

  /// @param now steady nanoseconds
  /// @return whether there is more to do at once
  boolean turn(long now) {
    if (place.takeRootDoubt() || now - nextRootLook >= 0) {
      nextRootLook = now + rhythm.root().toNanos();
      lookAtRoot();
    }
    if (root.isEmpty()) {
      return false;
    }
    try {
      return walkFresh(now) || walkAll(now);
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
    if (root.isPresent()) {
      due = nextFull.isPresent() ? Math.min(due, nextFull.get() - now) : due;
      due = unreadable.next().isPresent() ? Math.min(due, unreadable.next().get() - now) : due;
    }
    return due;
  }

  private void lookAtRoot() {
    try {
      var attributes = Files.readAttributes(folder.root(), BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        disconnect(Health.NOT_CONNECTED);
      } else if (!Files.isReadable(folder.root()) || !Files.isExecutable(folder.root())) {
        disconnect(Health.NOT_READABLE);
      } else if (root.isPresent() || canBeListed()) {
        connect(Objects.toString(attributes.fileKey(), ""));
      }
    } catch (AccessDeniedException e) {
      disconnect(Health.NOT_READABLE);
    } catch (IOException e) {
      disconnect(Health.NOT_CONNECTED);
    }
  }

  /// Attributes may be had where the entries may not, as on a share that is not well.
  private boolean canBeListed() throws IOException {
    try (Listing listing = Listing.of(FileRef.root(folder))) {
      listing.next();
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw e;
    } catch (IOException e) {
      disconnect(Health.NOT_READABLE);
      return false;
    }
  }

  private void connect(String key) {
    if (root.isPresent() && root.get().equals(key)) {
      return;
    }
    stopWalking();
    watches.forget(folder); // of another volume that was mounted here
    root = Optional.of(key);
    polling = false;
    pause = rhythm.least();
    unreadable.clear();
    place.connected();
  }

  private void disconnect(Health why) {
    if (root.isEmpty() && said.isPresent() && said.get() == why) {
      return;
    }
    stopWalking();
    watches.forget(folder);
    root = Optional.empty();
    nextFull = Optional.empty();
    if (said.isEmpty() || said.get() != why) {
      said = Optional.of(why);
      log.warn(
          "{} {}; nothing is forgotten, sending goes on when it is back",
          folder.root(),
          why == Health.NOT_READABLE ? "cannot be read" : "is not there");
    }
    place.disconnected(why);
  }

  private boolean walkFresh(long now) {
    if (fresh.isEmpty()) {
      var directories = new LinkedHashSet<>(place.takeFresh());
      directories.addAll(unreadable.due(now));
      if (directories.isEmpty()) {
        return false;
      }
      freshFrom = List.copyOf(directories);
      freshBegan = now;
      Scan scan = scan();
      directories.forEach(scan::add);
      fresh = Optional.of(scan);
    }
    Scan scan = fresh.get();
    scan.step();
    if (scan.rootLost().isPresent()) {
      disconnect(scan.rootLost().get());
      return false;
    }
    if (scan.isDone()) {
      fresh = Optional.empty();
      unreadable.walked(freshFrom, scan.unreadable(), Duration.ofNanos(now - freshBegan), now);
      if (scan.isTroubled()) {
        again(now, Duration.ZERO, false);
      }
    }
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
      Scan scan = scan();
      scan.add(FileRef.root(folder));
      full = Optional.of(scan);
    }
    Scan scan = full.get();
    scan.step();
    if (scan.rootLost().isPresent()) {
      disconnect(scan.rootLost().get());
      return false;
    }
    if (scan.isDone()) {
      finish(scan, now);
    }
    return true;
  }

  private void finish(Scan scan, long now) {
    full = Optional.empty();
    Duration took = Duration.ofNanos(now - fullBegan);
    unreadable.walkedAll(scan.unreadable(), took, now);
    if (said.isPresent()) {
      said = Optional.empty();
      log.info("{} is back and was scanned", folder.root());
    }
    if (polling || scan.isTroubled()) {
      again(now, took, polling && scan.found() > 0);
    } else {
      pause = rhythm.least();
    }
    out.accept(new FolderEvent.Listed(folder));
    place.scanned(polling ? Health.POLLING : Health.WATCHING);
  }

  private void again(long now, Duration scan, boolean found) {
    pause = rhythm.pause(pause, scan, found);
    nextFull = Optional.of(now + pause.toNanos());
  }

  private Scan scan() {
    return new Scan(this::register, selections, news, out, warnings);
  }

  private void register(FileRef directory) throws IOException {
    if (polling) {
      return;
    }
    try {
      watches.register(directory);
    } catch (EventSource.OutOfWatches e) {
      polling = true;
      watches.forget(folder); // leaves what there is to the other folders
      log.warn(
          "{}: {}. {} The folder is scanned every {} to {} s instead",
          folder.root(),
          e.getMessage(),
          WatchLimits.describe(),
          rhythm.least().toSeconds(),
          rhythm.most().toSeconds());
    }
  }

  private void stopWalking() {
    fresh.ifPresent(Scan::close);
    full.ifPresent(Scan::close);
    fresh = Optional.empty();
    full = Optional.empty();
  }

  @Override
  public void close() {
    stopWalking();
    watches.forget(folder);
  }
}
