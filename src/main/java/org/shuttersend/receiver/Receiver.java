package org.shuttersend.receiver;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.shuttersend.database.Database;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.http.Deliveries;
import org.shuttersend.receiver.http.HttpServer;
import org.shuttersend.receiver.http.Pages;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.push.Notifier;
import org.shuttersend.receiver.push.Reach;
import org.shuttersend.receiver.queue.Workers;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.Holds;
import org.shuttersend.receiver.store.Housekeeping;
import org.shuttersend.receiver.store.Intake;
import org.shuttersend.receiver.store.JobBook;
import org.shuttersend.receiver.store.Leases;
import org.shuttersend.receiver.store.PhotoBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.receiver.store.UploadBook;
import org.shuttersend.receiver.store.UploadFiles;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.Token;
import org.shuttersend.receiver.user.User;
import org.shuttersend.receiver.user.UserBook;
import org.shuttersend.receiver.user.Users;
import org.shuttersend.wire.Event;
import org.shuttersend.wire.QueueStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving server: takes photos in, keeps them, works through their jobs and tells what
/// became of them. It may be killed at any moment; the next start goes on from there.
public final class Receiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);
  private static final long MAX_PHOTO_BYTES = 64L << 30;

  /// Below the folder photos arrive in.
  private static final String SHARED = ".shuttersend";

  private final URI address;
  private final Store store;
  private final Housekeeping housekeeping;
  private final EventStream events;

  /// In the order they were started; closed the other way round.
  private final Deque<AutoCloseable> running;

  private Receiver(
      URI address,
      Store store,
      Housekeeping housekeeping,
      EventStream events,
      Deque<AutoCloseable> running) {
    this.address = address;
    this.store = store;
    this.housekeeping = housekeeping;
    this.events = events;
    this.running = running;
  }

  /// @param into where photos arrive, as `<into>/<user>/<folder>/<path>`
  /// @param data the receiver's memory: its database and unfinished uploads
  /// @param token what senders must know
  /// @param port 0 for any
  /// @param workers jobs worked on at once
  /// @param queueCapacity jobs that may wait
  /// @param service where it listens, and what it does beyond keeping photos
  public record Options(
      Path into,
      Path data,
      String user,
      String token,
      int port,
      int workers,
      int queueCapacity,
      Service service) {

    /// For this machine only, with no limits on what one user asks for.
    public Options(
        Path into, Path data, String user, String token, int port, int workers, int capacity) {
      this(into, data, user, token, port, workers, capacity, Service.LOCAL);
    }

    /// @throws IllegalArgumentException if the user cannot be a folder's name, or there is no token
    public Options {
      Intake.checkOwner(user);
      if (token.isBlank()) {
        throw new IllegalArgumentException("The receiver needs a token");
      }
    }
  }

  /// Starts. The data folder belongs to this process alone.
  ///
  /// @throws BindException if the port is in use
  /// @throws IOException if a folder cannot be used
  /// @throws DatabaseException if the database is damaged or of a later version
  public static Receiver start(Options options, Clock clock) throws IOException {
    return start(options, clock, System::nanoTime);
  }

  /// @param nanos a steady clock, by which limits and slowness are measured
  public static Receiver start(Options options, Clock clock, LongSupplier nanos)
      throws IOException {
    var running = new ArrayDeque<AutoCloseable>();
    try {
      return start(options, clock, nanos, running);
    } catch (IOException | RuntimeException e) {
      close(running);
      throw e;
    }
  }

  private static Receiver start(
      Options options, Clock clock, LongSupplier nanos, Deque<AutoCloseable> running)
      throws IOException {
    HttpServer http = HttpServer.bind(options.service().edge(), options.port(), nanos);
    running.push(http);
    // Where every receiver sees them, so that any can go on with what another began.
    Path mine =
        options.service().shared().isPresent() ? options.into().resolve(SHARED) : options.data();
    var files = new UploadFiles(mine.resolve("uploads"));
    Database database =
        open(options.data(), options.service().shared().map(Shared::server), "receiver-writer");
    running.push(database);
    String node = database.isShared() ? Node.of(options.data()) : Node.ALONE;
    Duration lease = options.service().shared().map(Shared::lease).orElse(Workers.LEASE);

    var changed = new Signal(1);
    var work = new Signal(Math.max(1, options.workers()));
    var photos = new PhotoBook(database);
    String instance = photos.instance();
    var intake =
        new Intake(database, files, options.into(), clock, options.queueCapacity(), changed, work);
    running.push(intake);
    var jobs = new JobBook(database, options.queueCapacity(), options.workers());
    var leases = new Leases(database, clock, intake.into(), changed, node);
    var store =
        new Store(
            new UploadBook(database),
            files,
            photos,
            jobs,
            leases,
            new ChangeBook(database),
            intake,
            new Holds(database.locks()));
    var housekeeping = new Housekeeping(store, clock);
    intake.start();
    housekeeping.clearLeftovers();

    var photoService =
        new PhotoService(database, intake.into(), mine, options.service().photos(), clock).start();
    running.push(photoService);
    var workers = new Workers(leases, photoService.steps(), clock, options.workers(), work, lease);
    running.push(workers);
    workers.start();
    running.push(
        new Sweeper(housekeeping, database.isShared() ? lease.dividedBy(4) : Sweeper.SWEEP, work));
    var notices = new Signal(1);
    running.push(
        database.listen(() -> {
          changed.raise();
          work.raiseAll();
          notices.raise();
        }));
    var events =
        new EventStream(
            store.changes(),
            () -> Event.Queue.of(jobs.queue()),
            changed,
            options.service().heartbeat());
    events.start();
    var notifier = new Notifier(database, options.service().notices(), clock, notices);
    running.push(notifier);
    notifier.start();

    // The stream ends before the server stops: its listeners would keep it waiting.
    running.remove(http);
    running.push(http);
    running.push(events);
    http.start(
        store,
        events,
        photoService.desk(),
        new Deliveries(
            database, clock, new Reach(options.service().notices().toPrivate()), changed, notices),
        new Pages(database, jobs, clock),
        clock,
        users(new UserBook(database), options, clock, nanos),
        HttpServer.capabilities(version(), instance, MAX_PHOTO_BYTES, options.queueCapacity()));
    return new Receiver(http.address(), store, housekeeping, events, running);
  }

  private static Users users(UserBook book, Options options, Clock clock, LongSupplier nanos) {
    var own = new User(options.user(), Role.ADMIN);
    book.own(own.name(), clock.instant());
    return new Users(book, own, new Token(options.token()), nanos);
  }

  /// The receiver's database: on a server, or a file in its data folder.
  static Database open(Path data, Optional<PostgresServer> server, String name) throws IOException {
    return server.isPresent()
        ? Database.open(server.get(), Store.SCHEMA, name)
        : Database.open(data.resolve("receiver.db"), Store.SCHEMA, name);
  }

  private static String version() {
    return Optional.ofNullable(Receiver.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /// `http://127.0.0.1:PORT`, or what else it listens on.
  public URI address() {
    return address;
  }

  public Summary summary() {
    PhotoBook.Totals totals = store.photos().totals();
    QueueStats.Queue queue = store.jobs().queue();
    return new Summary(
        totals.photos(),
        totals.bytes(),
        queue.currentQueueSize(),
        queue.workersActive(),
        queue.totalProcessed(),
        queue.totalFailed());
  }

  /// How many listen to events.
  public int listeners() {
    return events.listeners();
  }

  /// Does the housekeeping now that is otherwise done every minute.
  public void sweep() {
    housekeeping.sweep();
  }

  /// Takes nothing new, lets running requests and jobs finish, bounded in time. What is cut goes on
  /// at the next start.
  @Override
  public void close() {
    log.info("The receiver is draining: what runs may finish, what comes is asked to come later.");
    close(running);
    log.info("The receiver has ended; what was cut goes on at the next start.");
  }

  private static void close(Deque<AutoCloseable> running) {
    AutoCloseable part;
    while ((part = running.poll()) != null) {
      try {
        part.close();
      } catch (Exception e) {
        log.warn("Closing a part of the receiver failed: {}", e.getMessage());
      }
    }
  }
}
