package org.shuttersend.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Unsettled;
import org.shuttersend.settle.Look;
import org.shuttersend.watch.WatchLedger;

/// The hot folders of this run; one that hangs holds up no other. Any thread.
final class WatchedFolders implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(4);
  private static final int LISTED = 20;

  private final Catalog catalog;
  private final Chosen chosen;
  private final Runnable onQueued;
  private final Function<HotFolder, Troubles> moreTroubles;
  private final Look look;
  private final Clock clock;
  private final WatchLedger ledger = new WatchLedger();
  private final List<WatchedFolder> folders = new CopyOnWriteArrayList<>();

  /// @param moreTroubles of a folder, beside the watchers' own
  WatchedFolders(
      Catalog catalog,
      Chosen chosen,
      Runnable onQueued,
      Function<HotFolder, Troubles> moreTroubles,
      Look look,
      Clock clock) {
    this.moreTroubles = moreTroubles;
    this.catalog = catalog;
    this.chosen = chosen;
    this.onQueued = onQueued;
    this.look = look;
    this.clock = clock;
  }

  void start(HotFolder folder) {
    var added = new WatchedFolder(folder, catalog, chosen, onQueued, look, clock, ledger);
    folders.add(added);
    added.start();
  }

  List<HotFolder> all() {
    return folders.stream().map(WatchedFolder::folder).toList();
  }

  /// @param open photos on their way, by folder number
  List<FolderStatus> status(Map<Integer, Long> open) {
    return folders.stream()
        .map(folder -> status(folder, open.getOrDefault(folder.folder().id(), 0L)))
        .toList();
  }

  private FolderStatus status(WatchedFolder folder, long open) {
    return folder.status(open, moreTroubles.apply(folder.folder()));
  }

  /// Numbers of those that are there; a photo of a card that was pulled waits.
  Set<Integer> present() {
    return folders.stream()
        .filter(WatchedFolder::isThere)
        .map(folder -> folder.folder().id())
        .collect(Collectors.toSet());
  }

  boolean isSeen(HotFolder folder) {
    return of(folder).filter(WatchedFolder::isSeen).isPresent();
  }

  boolean isConnected(ObservedFile file) {
    return of(file.ref().folder()).filter(folder -> folder.isConnected(file)).isPresent();
  }

  boolean isCertainlyGone(ObservedFile file) {
    return of(file.ref().folder()).filter(folder -> folder.isCertainlyGone(file)).isPresent();
  }

  void lookAgain(FileRef ref) {
    of(ref.folder()).ifPresent(folder -> folder.lookAgain(ref));
  }

  void rescanAll() {
    folders.forEach(WatchedFolder::rescan);
  }

  void rescan(HotFolder folder) {
    of(folder).ifPresent(WatchedFolder::rescan);
  }

  private Optional<WatchedFolder> of(HotFolder wanted) {
    return folders.stream().filter(folder -> folder.folder().id() == wanted.id()).findFirst();
  }

  /// How many files are not settled.
  long unsettled() {
    return folders.stream().mapToLong(WatchedFolder::unsettled).sum();
  }

  /// Some of what waits: it does not stop being written, or is quiet and does not settle.
  List<Unsettled> waiting() {
    return folders.stream().flatMap(folder -> folder.waiting().stream()).limit(LISTED).toList();
  }

  /// Some of what does not settle by itself, as far as can be told.
  List<Unsettled> hopeless() {
    return folders.stream().flatMap(folder -> folder.hopeless().stream()).limit(LISTED).toList();
  }

  /// How many files there are that do not settle by themselves.
  long hopelessCount() {
    return folders.stream().mapToLong(WatchedFolder::hopelessCount).sum();
  }

  boolean areThrough() {
    return folders.stream().allMatch(WatchedFolder::isThrough);
  }

  /// Whether one is not there, or holds what cannot be sent.
  boolean needAttention() {
    return folders.stream()
        .anyMatch(folder -> !folder.isThere() || status(folder, 0).troubles().needAttention());
  }

  /// Bounded in time, however many hang.
  @Override
  public void close() {
    var closing = new ArrayList<Thread>();
    for (WatchedFolder folder : folders) {
      closing.add(Thread.ofPlatform().daemon().name("folder-close").start(folder::close));
    }
    Instant end = Instant.now().plus(GOODBYE);
    try {
      for (Thread thread : closing) {
        Duration left = Duration.between(Instant.now(), end);
        thread.join(left.isPositive() ? left : Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
