package org.shuttersend.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Room;
import org.shuttersend.database.Session;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Reason;

/// The durable truth about every known file. Each room gets the part it may change.
public final class Catalog implements AutoCloseable {
  public static final String FILE = "catalog.db";

  static final String DESTINATION = "destination";
  static final String INSTANCE = "instance";

  private final Path data;
  private final Database database;
  private final Clock clock;
  private final Folders folders;
  private final Intake intake;
  private final Jobs jobs;
  private final Outbox outbox;
  private final Lists lists;
  private final FolderBook folderBook;
  private final UnsettledBook unsettledBook;
  private final Baseline baseline;
  private final Knowledge knowledge;
  private final DiskBook diskBook;
  private final Care care;
  private final Moves moves;
  private final MovedFiles movedFiles;
  private final Asides asides;
  private final Returns returns;
  private final Strays strays;
  private final PauseBook pauseBook;
  private final PaceBook paceBook;
  private final Optional<Rebuilt> rebuilt;

  /// Guarded by this.
  private boolean activated;

  private Catalog(
      Path data, Clock clock, Supplier<String> keys, Backups backups, CatalogFile.Opened opened) {
    this.data = data;
    this.database = opened.database();
    this.rebuilt = opened.rebuilt();
    this.care =
        new Care(data.resolve(FILE), opened.database(), backups, clock, rebuilt.isPresent());
    this.clock = clock;
    this.folders = new Folders(database);
    this.intake = new Intake(database, clock);
    this.jobs = new Jobs(database, clock);
    this.outbox = new Outbox(database, folders, clock, keys, jobs);
    this.lists = new Lists(database, folders, clock);
    this.folderBook = new FolderBook(database, folders, clock);
    this.unsettledBook = new UnsettledBook(database, folders, clock);
    this.baseline = new Baseline(database, clock);
    this.knowledge = new Knowledge(database);
    this.diskBook = new DiskBook(database);
    this.moves = new Moves(database, folders);
    this.movedFiles = new MovedFiles(database, folders);
    this.asides = new Asides(database);
    this.returns = new Returns(database, intake);
    this.strays = new Strays(database, clock);
    this.pauseBook = new PauseBook(database);
    this.paceBook = new PaceBook(database);
  }

  /// Opens the catalog in a data folder, or makes it. One that is damaged is set aside, never
  /// deleted, and made anew.
  ///
  /// @param keys makes upload keys, unique for ever
  /// @throws DatabaseException if it cannot be worked with, and is not damaged: its fault says why
  public static Catalog open(Path data, Clock clock, Supplier<String> keys) throws IOException {
    Files.createDirectories(data);
    var backups = new Backups(data, clock, folder -> Files.getFileStore(folder).getUsableSpace());
    var catalog =
        new Catalog(data, clock, keys, backups, new CatalogFile(data, backups, clock).open());
    Stems.complete(catalog.database, catalog.folders.ids());
    return catalog;
  }

  /// Opens a catalog that is there, to look into it; also beside a program that works with it.
  public static Catalog look(Path data, Clock clock) throws IOException {
    return new Catalog(
        data,
        clock,
        () -> {
          throw new IllegalStateException("nothing is claimed while looking");
        },
        new Backups(data, clock, _ -> 0),
        new CatalogFile.Opened(CatalogFile.look(data), Optional.empty()));
  }

  public Intake intake() {
    return intake;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Jobs jobs() {
    return jobs;
  }

  public Lists lists() {
    return lists;
  }

  public FolderBook folderBook() {
    return folderBook;
  }

  public UnsettledBook unsettledBook() {
    return unsettledBook;
  }

  public Baseline baseline() {
    return baseline;
  }

  public Knowledge knowledge() {
    return knowledge;
  }

  public DiskBook diskBook() {
    return diskBook;
  }

  public Moves moves() {
    return moves;
  }

  public MovedFiles movedFiles() {
    return movedFiles;
  }

  public Returns returns() {
    return returns;
  }

  public Strays strays() {
    return strays;
  }

  public PauseBook pauseBook() {
    return pauseBook;
  }

  public PaceBook paceBook() {
    return paceBook;
  }

  public Asides asides() {
    return asides;
  }

  public Care care() {
    return care;
  }

  /// Set where the catalog that was there was damaged, and this one was made anew.
  public Optional<Rebuilt> rebuilt() {
    return rebuilt;
  }

  /// The folder with this root, if it was ever a hot folder of this catalog.
  public Optional<HotFolder> folder(Path root) {
    return folders.find(root);
  }

  /// The hot folders of this run; others keep what they have but send nothing.
  ///
  /// @param roots absolute
  public synchronized List<HotFolder> activate(List<Path> roots) {
    boolean first = !activated;
    activated = true;
    var active = new ArrayList<HotFolder>();
    for (Path root : roots) {
      active.add(folders.of(root));
    }
    database.write(session -> {
      if (!first) {
        Baseline.nothingLost(session); // all that is chosen from now on is new
      }
      session.update("UPDATE folder SET active = 0");
      for (HotFolder folder : active) {
        session.update("UPDATE folder SET active = 1 WHERE id = ?", folder.id());
      }
      return active.size();
    });
    return active;
  }

  /// Where photos go. Another address, or a receiver that has another memory, means that what was
  /// delivered there is not here: everything is asked about again. The server's check keeps that
  /// from sending anything twice.
  ///
  /// @param instance the receiver's id, where it has one
  /// @return how many photos are asked about again
  public int target(String address, Optional<String> instance) {
    return database.write(session -> {
      Optional<String> knownAddress = Meta.get(session, DESTINATION);
      Optional<String> knownInstance = Meta.get(session, INSTANCE);
      boolean bothSaidWho = instance.isPresent() && knownInstance.isPresent();
      boolean other =
          bothSaidWho
              ? !instance.equals(knownInstance)
              : knownAddress.isPresent() && !knownAddress.get().equals(address);
      Meta.put(session, DESTINATION, address);
      if (instance.isPresent()) {
        Meta.put(session, INSTANCE, instance.get());
      } else if (other) {
        Meta.remove(session, INSTANCE); // the one before is not where photos went last
      }
      return other ? askAgain(session) : 0;
    });
  }

  private int askAgain(Session session) throws SQLException {
    Meta.remove(session, Jobs.CURSOR);
    // What is on its way to the server before this one says nothing about this one.
    session.update("UPDATE photo SET version = version + 1 WHERE state = ?", StateCode.SENDING);
    session.update(
        "UPDATE photo SET location = NULL, begun = 0 WHERE location IS NOT NULL OR begun = 1");
    session.update(
        "UPDATE photo SET state = ?, version = version + 1, changed = ?"
            + " WHERE latest = 0 AND state IN (3, 4, 6)",
        StateCode.SUPERSEDED,
        clock.millis());
    return session.update(
        "UPDATE photo SET state = ?, version = version + 1, due = ?, rank = ?, attempt = 0,"
            + " job = NULL, job_state = NULL, ticket = NULL, reason = NULL, duplicate_of = NULL, changed = ?"
            + " WHERE latest = 1 AND state IN (3, 4, 6, 9)",
        StateCode.QUEUED,
        Rows.DUE_AT_ONCE,
        Rank.past(clock.millis()),
        clock.millis());
  }

  /// Why nothing can be noted now, neither what was found nor what was sent, while that is so.
  public Optional<Reason> unwritable() {
    return database
        .unwritable()
        .map(fault -> fault == DatabaseException.Fault.DISK_FULL ? full(data) : closed());
  }

  /// How often [#unwritable] began.
  public long spells() {
    return database.spells();
  }

  /// Why nothing could be noted by a program that works with the catalog of this folder. Found out
  /// by writing beside it: what that program says of itself it could not note either.
  public static Optional<Reason> unwritable(Path data) {
    return !Files.isWritable(data) || Room.isThere(data)
        ? Optional.empty()
        : Optional.of(full(data));
  }

  private static Reason full(Path data) {
    return Reason.of(Reason.Code.DATA_DISK_FULL, data.toString());
  }

  private Reason closed() {
    return Reason.of(Reason.Code.DATA_UNWRITABLE, data.toString());
  }

  /// Writes something of no matter: while nothing else is written, it shows that it can be again.
  public void tryToWrite() {
    var _ =
        database.submit(session -> {
          Meta.put(session, "written", Long.toString(clock.millis()));
          return 0;
        });
  }

  /// Stores what is under way, then closes.
  @Override
  public void close() {
    database.close();
  }
}
