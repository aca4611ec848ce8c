package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.shuttersend.after.Mover;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.destination.studio.StudioConnector;
import org.shuttersend.machine.Machine;
import org.shuttersend.machine.SystemZone;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Troubles;
import org.shuttersend.settle.Look;
import org.shuttersend.status.StatusFollower;
import org.shuttersend.upload.Uploader;
import org.shuttersend.upload.governor.Governor;
import org.shuttersend.watch.Volumes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The story of a photo: watcher → settler → catalog ← upload (pulls, sends, marks) ← status
/// (pulls, asks, marks). Started from the end to the beginning, stopped from the beginning to the
/// end.
final class Pipeline implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  private final URI server;
  private final Catalog catalog;
  private final Chosen chosen;
  private final StatusFollower status;
  private final Governor governor;
  private final Machine machine;
  private final Allowance allowance;
  private final Uploader uploader;
  private final WatchedFolders folders;
  private final FolderReports reports;
  private final CatalogCare care;
  private final List<HotFolder> active;
  private final Mover mover;

  private Pipeline(
      Path data,
      List<ChosenFolder> wanted,
      Limits limits,
      URI server,
      String token,
      Clock clock,
      Consumer<MovedPhoto> onMoved)
      throws IOException {
    this.server = server;
    this.catalog = Catalog.open(data, clock, () -> UUID.randomUUID().toString());
    this.chosen = new Chosen(catalog, Volumes::isOnNetwork);
    this.active = catalog.activate(wanted.stream().map(ChosenFolder::root).toList());
    var random = new Random();
    Look look = Look.onDisk();
    this.governor = new Governor(limits.maxUploads(), clock, System::nanoTime, random);
    this.machine = Machine.here(this::machineChanged);
    this.allowance =
        new Allowance(
            limits,
            governor,
            catalog.pauseBook(),
            clock,
            SystemZone.here(),
            machine::isMetered,
            machine::isOnBattery);
    this.status =
        new StatusFollower(
            server.getAuthority(),
            catalog.jobs(),
            clock,
            random,
            governor::heard,
            this::wakeUploader);
    var connector = new StudioConnector(server, token, clock, governor);
    this.folders =
        new WatchedFolders(catalog, chosen, this::wakeUploader, this::moveTroubles, look, clock);
    this.care = new CatalogCare(catalog, this::lookAgain);
    this.reports =
        new FolderReports(
            folders,
            catalog.folderBook(),
            catalog.unsettledBook(),
            () -> catalog.unwritable().isEmpty());
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
            this::sendable,
            look::at,
            folders::isConnected,
            folders::isCertainlyGone,
            folders::lookAgain,
            governor,
            clock,
            System::nanoTime,
            random);
    var charges = new ArrayList<Mover.Charge>();
    for (int i = 0; i < wanted.size(); i++) {
      chosen.add(active.get(i), wanted.get(i));
      charges.add(new Mover.Charge(active.get(i), wanted.get(i).after()));
    }
    this.mover =
        Mover.of(
            charges,
            catalog,
            new MovedFrom(folders, chosen),
            new SentTo(uploader),
            look,
            clock,
            System::nanoTime,
            onMoved);
  }

  /// Opens the catalog and starts every room.
  ///
  /// @param data the program's own folder, locked by the caller
  /// @param wanted the hot folders, and what of each is sent
  /// @param limits how much, how fast and when is sent
  /// @param staysPaused whether a pause that the last run was in goes on
  /// @param onMoved hears of each file that was moved after it was sent; may wait
  static Pipeline start(
      Path data,
      List<ChosenFolder> wanted,
      Limits limits,
      boolean staysPaused,
      URI server,
      String token,
      Clock clock,
      Consumer<MovedPhoto> onMoved)
      throws IOException {
    var pipeline = new Pipeline(data, wanted, limits, server, token, clock, onMoved);
    pipeline.machine.follow(limits.pauseOnMetered(), limits.pauseOnBattery());
    pipeline.machine.awaitFirstLook();
    if (staysPaused) {
      pipeline.takeUpPause();
    }
    pipeline.allowance.start();
    pipeline.status.start();
    pipeline.uploader.start();
    pipeline.active.forEach(pipeline.folders::start);
    pipeline.mover.start();
    pipeline.reports.start();
    pipeline.care.start();
    return pipeline;
  }

  /// Nothing runs yet but what looks at the machine.
  private void takeUpPause() {
    try {
      allowance.takeUpPause();
    } catch (DatabaseException e) {
      machine.close();
      catalog.close();
      throw e;
    }
  }

  private void connected(Destination destination) {
    int again = catalog.target(server.toString(), destination.instance());
    if (again > 0) {
      log.info("This is another server than before: it is asked about {} photos again", again);
    }
    destination.jobs().ifPresent(status::connected);
  }

  /// Numbers of the folders whose photos may be claimed: none while that cannot be noted.
  private Set<Integer> sendable() {
    return catalog.unwritable().isEmpty() ? folders.present() : Set.of();
  }

  /// What came and went while nothing could be noted was told for nothing.
  private void lookAgain() {
    folders.rescanAll();
    uploader.wake();
  }

  /// What everything waits for: that the program can note what it does comes before all else.
  Optional<Pace.Hold> hold() {
    return catalog
        .unwritable()
        .map(reason -> new Pace.Hold(reason, Optional.empty()))
        .or(() -> governor.pace(0).hold());
  }

  /// News of one photo may free another that waits for it; what settled is to be sent.
  private void wakeUploader() {
    uploader.wake();
  }

  private void machineChanged() {
    allowance.changed();
  }

  private Troubles moveTroubles(HotFolder folder) {
    return mover.troubles(folder);
  }

  /// How much, how fast and when is sent, from now on.
  void limits(Limits limits) {
    machine.follow(limits.pauseOnMetered(), limits.pauseOnBattery());
    allowance.limits(limits);
  }

  synchronized void addFolder(ChosenFolder wanted) {
    var roots = new ArrayList<>(folders.all().stream().map(HotFolder::root).toList());
    if (!roots.contains(wanted.root())) {
      roots.add(wanted.root());
      HotFolder added = catalog.activate(roots).getLast();
      chosen.add(added, wanted);
      folders.start(added);
    }
  }

  void sendNow(long photoId) {
    catalog.outbox().sendNow(photoId);
    uploader.wake();
  }

  void dismiss(long photoId) {
    catalog.outbox().dismiss(photoId);
  }

  /// Whether everything that was there is through: nothing is scanned, settling, on its way, or to
  /// be moved after that. What does not stop being written, is empty or cannot be read does not
  /// count, nor do photos of folders and disks that are not there.
  boolean isThrough() {
    if (!folders.areThrough()) {
      return false;
    }
    return !catalog.lists().hasOpen(folders.present()) && mover.isThrough();
  }

  Catalog catalog() {
    return catalog;
  }

  StatusFollower status() {
    return status;
  }

  Allowance allowance() {
    return allowance;
  }

  Governor governor() {
    return governor;
  }

  Uploader uploader() {
    return uploader;
  }

  WatchedFolders folders() {
    return folders;
  }

  @Override
  public void close() {
    reports.close();
    mover.close();
    folders.close();
    uploader.close();
    allowance.close();
    machine.close();
    status.close();
    care.close();
    catalog.paceBook().waitsFor(Optional.empty());
    catalog.close();
  }
}
