package org.shuttersend.upload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.Connector;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Pace;
import org.shuttersend.thread.KeptThread;
import org.shuttersend.upload.governor.Governor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Pulls due photos from the catalog and sends them. One thread claims, and never touches a hot
/// folder; each folder's photos are hashed and asked about in a lane of its own; one thread hands
/// ready photos out as the governor permits, another the small ones while large ones have every
/// place, and each is sent on a thread of its own. One more looks for reads that never come back,
/// and takes their photos out of our hands: the place they had is another's.
public final class Uploader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uploader.class);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(5);
  private static final int NAPS = 12;
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final Duration BACKOFF_BASE = Duration.ofSeconds(1);
  private static final Duration BACKOFF_CAP = Duration.ofMinutes(5);

  private final Outbox outbox;
  private final Connector connector;
  private final Consumer<Destination> onConnected;
  private final Supplier<Set<Integer>> connected;
  private final Governor governor;
  private final Clock clock;
  private final Transfers transfers;
  private final Semaphore work = new Semaphore(0);

  private final InHand inHand = new InHand();
  private final Confirmed confirmed;
  private final LocalReads reads;
  private final Lanes lanes;
  private final Claiming claiming;
  private final Flights flights;

  private final ReadyLine ready = new ReadyLine();

  /// At most four a folder, two of them for small photos that pass large ones.
  private final ExecutorService preparers = pool("upload-prepare-");

  private final List<KeptThread> threads;

  /// By the feeding thread only.
  private long lastRecovery = System.nanoTime();

  private volatile Optional<Destination> destination = Optional.empty();
  private volatile boolean closing;

  /// Set by senders, cleared by the feeding thread once a server answers again.
  private volatile boolean lost;

  /// @param onConnected hears, on the feeding thread and before any photo is sent, which server
  ///   answered
  /// @param connected numbers of the hot folders that are there now
  /// @param look one look at a file
  /// @param onItsDisk whether the disk a file was seen on is where it was
  /// @param certainlyGone whether a file that was not seen is not there, and its disk is
  /// @param lookAgain asked to settle a file anew that changed on its way
  /// @param nanos the steady clock
  public Uploader(
      Outbox outbox,
      Connector connector,
      Consumer<Destination> onConnected,
      Supplier<Set<Integer>> connected,
      Function<Path, Glance> look,
      Predicate<ObservedFile> onItsDisk,
      Predicate<ObservedFile> certainlyGone,
      Consumer<FileRef> lookAgain,
      Governor governor,
      Clock clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this.outbox = outbox;
    this.connector = connector;
    this.onConnected = onConnected;
    this.connected = connected;
    this.governor = governor;
    this.clock = clock;
    this.transfers = new Transfers(clock);
    this.confirmed =
        new Confirmed(
            () -> lost ? Optional.empty() : destination,
            () -> governor.pace(0).hold().isPresent(),
            this::lose);
    var backoff = new Backoff(BACKOFF_BASE, BACKOFF_CAP, random);
    this.reads = new LocalReads(nanos);
    Function<FileRef, Glance> followed = ref -> reads.during(ref, () -> look.apply(ref.file()));
    Predicate<ObservedFile> there = file -> reads.during(file.ref(), () -> onItsDisk.test(file));
    var marks =
        new Marks(
            outbox,
            governor,
            backoff,
            clock,
            followed,
            there,
            file -> reads.during(file.ref(), () -> certainlyGone.test(file)),
            lookAgain,
            reads);
    var sender = new Sender(outbox, transfers, followed, there, reads);
    this.flights =
        new Flights(ready, governor, sender, marks, reads, () -> lost = true, this::wake);
    var preparer =
        new Preparer(outbox, governor, marks, new Hasher(followed, there, reads), preparers);
    this.lanes = new Lanes(preparer, marks, ready, preparers, this::wake);
    this.claiming = new Claiming(outbox, inHand, lanes);
    this.threads =
        List.of(
            KeptThread.vital(Thread.ofPlatform().name("upload-feed"), this::feed),
            KeptThread.vital(Thread.ofPlatform().name("upload-dispatch"), flights::dispatch),
            KeptThread.vital(Thread.ofPlatform().name("upload-beside"), flights::dispatchBeside),
            KeptThread.vital(Thread.ofPlatform().daemon().name("upload-reads"), this::followReads));
  }

  /// Daemons, as all that read: one that hangs must not keep the program from ending.
  static ExecutorService pool(String name) {
    return Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(name, 1).factory());
  }

  public void start() {
    int inFlight = recover();
    if (inFlight > 0) {
      log.info(
          "{} photos were under way when the program ended; the server is asked about each",
          inFlight);
    }
    threads.forEach(KeptThread::start);
  }

  /// Photos that are claimed but in nobody's hands are claimed anew. By the thread that claims.
  private int recover() {
    lastRecovery = System.nanoTime();
    return outbox.recover(inHand.ids());
  }

  /// There may be something to send. Any thread.
  public void wake() {
    work.release();
  }

  public Pace pace() {
    return governor.pace(transfers.bytesPerSecond());
  }

  public List<Transfers.Active> active() {
    return transfers.snapshot();
  }

  /// The server photos are sent to, for whoever relies on what it confirmed. Any thread.
  public Confirmed confirmed() {
    return confirmed;
  }

  private void lose() {
    lost = true;
    wake();
  }

  private void feed() throws InterruptedException {
    while (!closing) {
      try {
        governor.awaitOpen();
        Destination to = connected();
        Set<Integer> free = free();
        if (!claiming.claim(free, passable(), to)) {
          idle(free);
        }
      } catch (DeliveryException e) {
        governor.refused(e.failure());
        log.debug("Not connected: {}", e.failure());
      } catch (RuntimeException e) {
        if (closing) {
          return;
        }
        log.atLevel(outbox.isWritable() ? Level.ERROR : Level.DEBUG)
            .log("The queue could not be read: {}. It is tried again in a moment.", e.getMessage());
        boolean _ = work.tryAcquire(LONGEST_NAP.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /// Numbers of the folders whose photos can be read now, as far as is known, and whose lanes are
  /// free.
  private Set<Integer> free() {
    Set<Integer> free = readable();
    free.removeAll(lanes.busy());
    return free;
  }

  private Set<Integer> passable() {
    Set<Integer> passable = readable();
    passable.retainAll(lanes.passable());
    return passable;
  }

  private Set<Integer> readable() {
    var readable = new HashSet<>(connected.get());
    readable.removeAll(reads.silent());
    return readable;
  }

  /// Asks anew which server is there after one could not be reached: it may have been replaced.
  private Destination connected() throws DeliveryException {
    if (destination.isEmpty() || lost) {
      Destination found = connector.connect();
      onConnected.accept(found);
      governor.answered();
      destination = Optional.of(found);
      lost = false; // not before it is noted which one this is
    }
    return destination.get();
  }

  /// Until somebody wakes it, a photo is due, or a folder comes or goes; and for a minute at most,
  /// after which it sees for itself. What was recovered, or is due, is asked for only now and then
  /// while photos are prepared: each that is sent wakes this thread.
  private void idle(Set<Integer> free) throws InterruptedException {
    boolean nothingElse = lanes.busy().isEmpty();
    boolean longAgo = System.nanoTime() - lastRecovery > LONGEST_NAP.toNanos();
    if ((nothingElse || longAgo) && recover() > 0) {
      return;
    }
    Instant due = free.isEmpty() ? Instant.MAX : outbox.nextDue(free).orElse(Instant.MAX);
    for (int i = 0; i < NAPS; i++) {
      Instant now = clock.instant();
      boolean soon = due.isBefore(now.plus(LONGEST_NAP));
      long millis = soon ? Duration.between(now, due).toMillis() : LONGEST_NAP.toMillis();
      if (work.tryAcquire(Math.max(10, millis), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
        return;
      }
      if (soon || !free().equals(free)) {
        return;
      }
    }
  }

  private void followReads() throws InterruptedException {
    while (!closing) {
      reads.await();
      reads.silent().forEach(lanes::giveBack);
      flights.giveBackHanging();
    }
  }

  /// Breaks off what is under way, bounded in time. Nothing is lost: the next start asks the
  /// server.
  @Override
  public void close() {
    closing = true;
    threads.forEach(KeptThread::stop);
    preparers.shutdownNow();
    destination.ifPresent(Destination::close);
    flights.end();
    try {
      Instant end = Instant.now().plus(GOODBYE);
      threads.forEach(thread -> thread.join(Duration.between(Instant.now(), end)));
      flights.await(Duration.between(Instant.now(), end));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
