package org.shuttersend.watch;

import java.io.IOException;
import java.util.Optional;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.WatchBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a folder's events can be had and believed, and why not. Owned by the scanning thread.
final class Subscription {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  private final HotFolder folder;
  private final Watches watches;
  private final WatchLedger ledger;
  private Optional<FolderHealth> polling = Optional.empty();
  private boolean exhausted;

  /// Directories of the last scan: so many watches it takes.
  private long directories;

  Subscription(HotFolder folder, Watches watches, WatchLedger ledger) {
    this.folder = folder;
    this.watches = watches;
    this.ledger = ledger;
  }

  /// The folder was connected: what was so before says nothing.
  void begin() {
    polling = Optional.empty();
    exhausted = false;
  }

  /// A scan of the whole folder begins. Where watches had run out, and there seem to be enough by
  /// now, they are tried again: another folder gave up its own, or the limit was raised.
  void scanBegins() {
    boolean forWatches = polling.filter(why -> why.cause() == Cause.WATCH_LIMIT).isPresent();
    if (forWatches && ledger.hasRoomFor(directories)) {
      begin();
    }
  }

  /// @param looked directories the scan went through
  void scanEnded(long looked) {
    directories = looked;
  }

  boolean isPolling() {
    return polling.isPresent();
  }

  /// Whether events come at all, though perhaps not all of them.
  boolean hasEvents() {
    return !exhausted;
  }

  void register(FileRef directory) throws IOException {
    if (exhausted) {
      return;
    }
    try {
      watches.register(directory);
    } catch (EventSource.OutOfWatches e) {
      exhausted = true;
      watches.forget(FileRef.root(folder)); // leaves what there is to the other folders
      poll(why(e));
    }
  }

  private static FolderHealth why(EventSource.OutOfWatches e) {
    return switch (e.what()) {
      case WATCHES -> {
        WatchLimits.Limit limit = WatchLimits.watches();
        yield FolderHealth.of(Cause.WATCH_LIMIT, limit.number(), limit.command());
      }
      case INSTANCES -> {
        WatchLimits.Limit limit = WatchLimits.instances();
        yield FolderHealth.of(Cause.INSTANCE_LIMIT, limit.number(), limit.command());
      }
      case ALL -> FolderHealth.of(Cause.NO_EVENT_SOURCE, String.valueOf(e.getMessage()));
    };
  }

  /// Changes that other computers make on what is mounted here give no events.
  void suspect(Whereabouts here) {
    if (FileSystems.isNetwork(here.root().type())) {
      poll(FolderHealth.of(Cause.NETWORK, here.root().type()));
    }
    for (String type : here.types()) {
      if (FileSystems.isNetwork(type)) {
        poll(FolderHealth.of(Cause.NETWORK, type));
      }
    }
  }

  /// Something changed in this directory, and no event told.
  void silent(String path) {
    poll(FolderHealth.of(Cause.EVENTS_MISSING, path.isEmpty() ? folder.name() : path));
  }

  private void poll(FolderHealth why) {
    if (polling.isEmpty() || (exhausted && polling.get().cause() == Cause.NETWORK)) {
      polling = Optional.of(why);
      log.info("{} is scanned again and again: {} {}", folder.root(), why.cause(), why.args());
    }
  }

  /// How the folder is when nothing is being scanned.
  FolderHealth condition() {
    if (polling.isPresent()) {
      return polling.get();
    }
    ledger.recount();
    Optional<WatchBudget> budget = ledger.budget(watches.size());
    if (budget.isEmpty() || !budget.get().isNearLimit()) {
      return FolderHealth.of(Cause.WATCHING);
    }
    return FolderHealth.of(
        Cause.NEAR_WATCH_LIMIT,
        budget.get().user(),
        budget.get().limit(),
        WatchLimits.watches().command());
  }
}
