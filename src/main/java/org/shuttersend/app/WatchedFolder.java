package org.shuttersend.app;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Returns;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Unsettled;
import org.shuttersend.model.Volume;
import org.shuttersend.settle.Look;
import org.shuttersend.settle.NotNow;
import org.shuttersend.settle.Settler;
import org.shuttersend.settle.Settling;
import org.shuttersend.settle.SteadyClock;
import org.shuttersend.watch.FolderEvent;
import org.shuttersend.watch.FolderWatcher;
import org.shuttersend.watch.Memory;
import org.shuttersend.watch.WatchLedger;
import org.shuttersend.watch.Whereabouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One hot folder on its way into the catalog: its watcher and its settler. Both look at its files,
/// and a look may hang where a network share does; so each folder has threads of its own.
final class WatchedFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchedFolder.class);
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HotFolder folder;
  private final Catalog catalog;
  private final Chosen chosen;
  private final Runnable onQueued;
  private final Look look;
  private final Settling settling;
  private final FolderWatcher watcher;

  /// @param onQueued hears that there is something new to send
  WatchedFolder(
      HotFolder folder,
      Catalog catalog,
      Chosen chosen,
      Runnable onQueued,
      Look look,
      Clock clock,
      WatchLedger ledger) {
    this.folder = folder;
    this.catalog = catalog;
    this.chosen = chosen;
    this.onQueued = onQueued;
    this.look = look;
    this.settling =
        new Settling(
            () -> new Settler(QUIET, PATIENCE, look),
            this::rescan,
            new Intake(),
            SteadyClock.start());
    this.watcher =
        new FolderWatcher(folder, chosen.of(folder), new Remembered(), settling, clock, ledger);
  }

  void start() {
    catalog.folderBook().connected(folder, Map.of()); // until the first look
    settling.start();
    watcher.start();
  }

  HotFolder folder() {
    return folder;
  }

  /// @param more troubles that are not the watcher's
  FolderStatus status(long open, Troubles more) {
    return new FolderStatus(
        folder, condition(), open, watcher.budget(), watcher.troubles().and(more));
  }

  private FolderHealth condition() {
    return settling
        .breakdown()
        .or(watcher::breakdown)
        .map(broken -> FolderHealth.of(Cause.BROKEN_OFF, broken.what(), broken.pause().toSeconds()))
        .orElseGet(watcher::condition);
  }

  /// Whether its photos can be read now.
  boolean isThere() {
    return switch (watcher.health()) {
      case SCANNING, WATCHING, POLLING, STOPPED -> true;
      case NOT_CONNECTED, NOT_READABLE -> false;
    };
  }

  /// Whether it was seen, and it is known on which disks it is.
  boolean isSeen() {
    return isThere() && watcher.isConnected();
  }

  boolean isConnected(ObservedFile file) {
    return watcher.isConnected(file);
  }

  boolean isCertainlyGone(ObservedFile file) {
    return watcher.isCertainlyGone(file);
  }

  void lookAgain(FileRef ref) {
    settling.accept(new FolderEvent.Touched(ref.unmoved()));
  }

  void rescan() {
    watcher.rescan();
  }

  /// Files that are not settled, or not even looked at.
  long unsettled() {
    int known = settling.snapshot().unsettled();
    return known == 0 && settling.pending() > 0 ? 1 : known;
  }

  List<Unsettled> waiting() {
    return settling.snapshot().waiting();
  }

  List<Unsettled> hopeless() {
    return settling.snapshot().hopeless();
  }

  /// How many there are of those.
  long hopelessCount() {
    return settling.snapshot().hopelessCount();
  }

  /// Whether everything that was there is in the catalog, but for what does not stop being written,
  /// is empty or cannot be read.
  boolean isThrough() {
    Health health = condition().state();
    boolean asked = isThere() && watcher.isAsked();
    if (health == Health.SCANNING || health == Health.STOPPED || asked) {
      return false;
    }
    long pending = settling.pending();
    Settling.Snapshot unsettled = settling.snapshot();
    boolean onlyHopeless =
        pending == unsettled.unsettled() && unsettled.hopelessCount() == unsettled.unsettled();
    return pending == 0 || onlyHopeless;
  }

  @Override
  public void close() {
    watcher.close();
    settling.close();
  }

  /// Photos that were moved after they were sent, and that somebody put back. Looked at once more,
  /// since they may have been seen before they were moved.
  private void noteReturned(List<ObservedFile> seen) {
    List<Returns.Returned> returned =
        catalog.returns().movedAmong(seen).stream()
            .filter(photo -> look.at(photo.file().ref().file()).isStill(photo.file().stamp()))
            .toList();
    if (!returned.isEmpty()) {
      catalog.returns().putBack(returned);
    }
  }

  /// What settles becomes durable, and the uploader hears of it.
  private final class Intake implements Settling.Out {
    @Override
    public void settled(List<ObservedFile> files) {
      noted(() -> {
        List<ObservedFile> there = placed(files);
        if (catalog.intake().settled(chosen.settled(there)) > 0) {
          onQueued.run();
        }
        noteReturned(there);
      });
    }

    /// While the catalog cannot be written it is not even tried: that it can again is found out
    /// elsewhere, once for all, and the folder scanned then.
    private void noted(Runnable note) {
      if (catalog.unwritable().isPresent()) {
        throw new NotNow(new IllegalStateException("the catalog cannot be written"));
      }
      try {
        note.run();
      } catch (DatabaseException e) {
        throw catalog.unwritable().isPresent() ? new NotNow(e) : e;
      }
    }

    /// The files with the disks they are on. Since they settled, another card may have come in the
    /// place of theirs: such a file is looked for once more, by the scan of its directory.
    private List<ObservedFile> placed(List<ObservedFile> files) {
      Optional<Whereabouts> here = watcher.whereabouts();
      var placed = new ArrayList<ObservedFile>();
      var uncertain = new LinkedHashSet<FileRef>();
      for (ObservedFile file : files) {
        boolean known = here.filter(now -> now.isJudged(file.ref())).isPresent();
        if (known && look.at(file.ref().file()).isStill(file.stamp())) {
          placed.add(here.orElseThrow().placed(file));
        } else {
          uncertain.add(file.ref().parent());
        }
      }
      if (!watcher.whereabouts().equals(here)) {
        placed.clear();
        files.forEach(file -> uncertain.add(file.ref().parent()));
      }
      uncertain.forEach(watcher::list);
      return placed;
    }

    /// A file that cannot be seen because its volume was pulled is not gone. Of a directory that is
    /// there again nothing is concluded: the watcher looks into it. What comes back while this is
    /// being stored is looked for once more, since to that look it was still known.
    @Override
    public void gone(FileRef ref) {
      if (Files.isDirectory(ref.file(), LinkOption.NOFOLLOW_LINKS)) {
        watcher.visit(ref);
        return;
      }
      Optional<Disk> without = watcher.lacks(ref);
      if (without.isPresent()) {
        noted(() -> catalog.intake().gone(ref, without.get()));
        if (Files.exists(ref.file(), LinkOption.NOFOLLOW_LINKS)) {
          watcher.visit(ref.parent());
        }
      } else {
        log.debug("{} is out of sight", ref.path());
      }
    }

    @Override
    public void listed(HotFolder listed) {
      noted(() -> chosen.listed(listed));
      log.info("{} was read through", listed.root());
    }

    @Override
    public void searched(FileRef place) {
      noted(() -> catalog.intake().searched(place));
    }
  }

  /// What the catalog knows of the folder from before.
  private final class Remembered implements Memory {
    @Override
    public List<ObservedFile> among(List<ObservedFile> batch) {
      List<ObservedFile> news = chosen.news(batch);
      noteReturned(batch);
      return news;
    }

    @Override
    public Optional<Volume> volume() {
      return catalog.folderBook().volume(folder);
    }

    @Override
    public void remember(Volume volume) {
      catalog.folderBook().remember(folder, volume);
    }

    @Override
    public void connected(Map<String, Disk> disks) {
      catalog.folderBook().connected(folder, disks);
      chosen.connected(folder, disks.getOrDefault("", Disk.UNKNOWN));
      onQueued.run();
    }

    @Override
    public List<Acquaintance> alike(String place, Disk disk) {
      return catalog.diskBook().alike(folder, place, disk);
    }

    @Override
    public long files() {
      return catalog.folderBook().files(folder);
    }
  }
}
