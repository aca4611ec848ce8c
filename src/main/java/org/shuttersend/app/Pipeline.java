package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.studio.StudioConnector;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.settle.Look;
import org.shuttersend.settle.Settler;
import org.shuttersend.settle.Settling;
import org.shuttersend.settle.SteadyClock;
import org.shuttersend.status.StatusFollower;
import org.shuttersend.upload.Governor;
import org.shuttersend.upload.Uploader;
import org.shuttersend.watch.FolderEvent;
import org.shuttersend.watch.FolderWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The story of a photo: watcher → settler → catalog ← upload (pulls, sends, marks) ← status
/// (pulls, asks, marks). Started from the end to the beginning, stopped from the beginning to the
/// end.
final class Pipeline implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int AT_ONCE = 4;

  private final URI server;
  private final Catalog catalog;
  private final Chosen chosen;
  private final StatusFollower status;
  private final Governor governor;
  private final Uploader uploader;
  private final Settling settling;
  private final FolderWatcher watcher;
  private final List<HotFolder> folders = new CopyOnWriteArrayList<>();

  private Pipeline(Path data, URI server, String token, Clock clock) throws IOException {
    this.server = server;
    this.catalog = Catalog.open(data, clock, () -> UUID.randomUUID().toString());
    this.chosen = new Chosen(catalog);
    var random = new Random();
    Look look = Look.onDisk();
    this.governor = new Governor(AT_ONCE, clock);
    this.status =
        new StatusFollower(
            server.getAuthority(), catalog.jobs(), clock, random, this::wakeUploader);
    var connector = new StudioConnector(server, token, clock);
    this.settling =
        new Settling(new Settler(QUIET, PATIENCE, look), new Intake(), SteadyClock.start());
    this.uploader =
        new Uploader(
            catalog.outbox(),
            () -> {
              try {
                return connector.connect();
              } catch (DeliveryException e) {
                status.unreachable();
                throw e;
              }
            },
            this::connected,
            this::present,
            look::at,
            ref -> settling.accept(new FolderEvent.Touched(ref)),
            governor,
            clock,
            random);
    this.watcher = new FolderWatcher(chosen, chosen::news, settling, clock);
  }

  /// Opens the catalog and starts every room.
  ///
  /// @param data the program's own folder, locked by the caller
  /// @param wanted the hot folders, and what of each is sent
  static Pipeline start(Path data, List<ChosenFolder> wanted, URI server, String token, Clock clock)
      throws IOException {
    var pipeline = new Pipeline(data, server, token, clock);
    pipeline.folders.addAll(
        pipeline.catalog.activate(wanted.stream().map(ChosenFolder::root).toList()));
    for (int i = 0; i < wanted.size(); i++) {
      pipeline.chosen.add(pipeline.folders.get(i), wanted.get(i).choosing());
    }
    pipeline.status.start();
    pipeline.uploader.start();
    pipeline.settling.start();
    pipeline.watcher.start();
    pipeline.folders.forEach(pipeline.watcher::watch);
    return pipeline;
  }

  private void connected(Destination destination) {
    int again = catalog.target(server.toString(), destination.instance());
    if (again > 0) {
      log.info("This is another server than before: it is asked about {} photos again", again);
    }
    destination.jobs().ifPresent(status::connected);
  }

  /// News of one photo may free another that waits for it.
  private void wakeUploader() {
    uploader.wake();
  }

  /// Numbers of the hot folders that are there; a photo of a card that was pulled waits.
  private Set<Integer> present() {
    return folders.stream()
        .map(HotFolder::id)
        .filter(id -> watcher.health().get(id) != FolderStatus.Health.NOT_CONNECTED)
        .collect(Collectors.toSet());
  }

  /// What settles becomes durable, and the uploader hears of it.
  private final class Intake implements Settling.Out {
    @Override
    public void settled(List<ObservedFile> files) {
      if (catalog.intake().settled(chosen.settled(files)) > 0) {
        uploader.wake();
      }
    }

    @Override
    public void gone(FileRef ref) {
      catalog.intake().gone(ref);
    }

    @Override
    public void listed(HotFolder folder) {
      chosen.listed(folder);
      log.info("{} was read through", folder.root());
    }
  }

  synchronized void addFolder(ChosenFolder wanted) {
    var roots = new ArrayList<>(folders.stream().map(HotFolder::root).toList());
    if (!roots.contains(wanted.root())) {
      roots.add(wanted.root());
      HotFolder added = catalog.activate(roots).getLast();
      chosen.add(added, wanted.choosing());
      folders.add(added);
      watcher.watch(added);
    }
  }

  void rescan(HotFolder folder) {
    watcher.rescan(folder);
  }

  void sendNow(long photoId) {
    catalog.outbox().sendNow(photoId);
    uploader.wake();
  }

  void dismiss(long photoId) {
    catalog.outbox().dismiss(photoId);
  }

  /// Whether everything that was there is through: nothing is scanned, settling, or on its way.
  /// What does not stop being written does not count.
  boolean isThrough() {
    boolean scanning =
        folders.stream()
            .map(folder -> watcher.health().get(folder.id()))
            .anyMatch(health -> health == null || health == FolderStatus.Health.SCANNING);
    if (scanning) {
      return false;
    }
    long pending = settling.pending();
    Settling.Snapshot unsettled = settling.snapshot();
    boolean onlyRestless =
        pending == unsettled.unsettled()
            && unsettled.stillBeingWritten().size()
                == Math.min(unsettled.unsettled(), Settling.Snapshot.LISTED);
    return (pending == 0 || onlyRestless) && catalog.lists().tally().open().photos() == 0;
  }

  List<HotFolder> folders() {
    return folders;
  }

  Catalog catalog() {
    return catalog;
  }

  StatusFollower status() {
    return status;
  }

  Governor governor() {
    return governor;
  }

  Uploader uploader() {
    return uploader;
  }

  Settling settling() {
    return settling;
  }

  FolderWatcher watcher() {
    return watcher;
  }

  @Override
  public void close() {
    watcher.close();
    settling.close();
    uploader.close();
    status.close();
    catalog.close();
  }
}
