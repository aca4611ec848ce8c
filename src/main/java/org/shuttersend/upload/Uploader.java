package org.shuttersend.upload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.Connector;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Destination;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pulls due photos from the catalog and sends them. One thread claims, hashes and asks ahead; one
/// hands ready photos out as the governor permits; each is sent on a virtual thread of its own.
public final class Uploader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uploader.class);
  private static final int CLAIM = 64;
  private static final int READY = 32;
  private static final int PLACES = 64;
  private static final Duration LONGEST_NAP = Duration.ofSeconds(5);
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
  private final Marks marks;
  private final Sender sender;
  private final Preparer preparer;
  private final Semaphore work = new Semaphore(0);

  /// Photos being sent or having their receipts stored.
  private final Semaphore places = new Semaphore(PLACES);

  /// Ids of photos that are ready or being sent.
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

  private final BlockingQueue<Ready> ready = new ArrayBlockingQueue<>(READY);
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread feed = Thread.ofPlatform().name("upload-feed").unstarted(this::feed);
  private final Thread dispatch =
      Thread.ofPlatform().name("upload-dispatch").unstarted(this::dispatch);
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
      RandomGenerator random) {
    this.outbox = outbox;
    this.connector = connector;
    this.onConnected = onConnected;
    this.connected = connected;
    this.governor = governor;
    this.clock = clock;
    this.transfers = new Transfers(clock);
    var backoff = new Backoff(BACKOFF_BASE, BACKOFF_CAP, random);
    this.marks =
        new Marks(outbox, governor, backoff, clock, look, onItsDisk, certainlyGone, lookAgain);
    this.sender = new Sender(outbox, transfers, look);
    this.preparer = new Preparer(outbox, governor, marks, new Hasher(look));
  }

  public void start() {
    int inFlight = recover();
    if (inFlight > 0) {
      log.info(
          "{} photos were under way when the program ended; the server is asked about each",
          inFlight);
    }
    feed.start();
    dispatch.start();
  }

  /// Photos that are claimed but in nobody's hands are claimed anew. Only while the feeding thread
  /// holds none itself.
  private int recover() {
    return outbox.recover(Set.copyOf(inHand));
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

  private void feed() {
    while (!closing) {
      try {
        governor.awaitOpen();
        Destination to = connected();
        var claims = outbox.claim(CLAIM, connected.get());
        if (claims.isEmpty()) {
          idle();
        } else {
          preparer.prepare(claims, to, this::handOver);
        }
      } catch (DeliveryException e) {
        governor.refused(e.failure());
        log.debug("Not connected: {}", e.failure());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closing) {
          return;
        }
        log.error(
            "The queue could not be read: {}. It is tried again in a moment.", e.getMessage());
        pauseAfterError();
      }
    }
  }

  private void handOver(Ready photo) throws InterruptedException {
    inHand.add(photo.claim().id());
    ready.put(photo);
  }

  /// Asks anew which server is there after one could not be reached: it may have been replaced.
  private Destination connected() throws DeliveryException {
    if (destination.isEmpty() || lost) {
      Destination found = connector.connect();
      lost = false;
      onConnected.accept(found);
      governor.answered();
      destination = Optional.of(found);
    }
    return destination.get();
  }

  private void idle() throws InterruptedException {
    if (recover() > 0) {
      return;
    }
    Duration nap =
        outbox
            .nextDue(connected.get())
            .map(due -> Duration.between(clock.instant(), due))
            .filter(wait -> wait.compareTo(LONGEST_NAP) < 0)
            .orElse(LONGEST_NAP);
    if (work.tryAcquire(Math.max(10, nap.toMillis()), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private void pauseAfterError() {
    try {
      work.tryAcquire(LONGEST_NAP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatch() {
    try {
      while (!closing) {
        Ready next = ready.take();
        places.acquire();
        governor.acquire();
        senders.execute(() -> send(next));
      }
    } catch (InterruptedException e) {
      log.debug("No more photos are handed out");
    }
  }

  /// Whatever happens, the place is given back and the photo leaves our hands. The governor hears
  /// of a failure before it is stored: how long a photo is held is the governor's to say.
  private void send(Ready photo) {
    boolean told = false;
    try {
      Sender.Sent sent = sender.send(photo.claim(), photo.resume(), photo.to());
      // The server is free for the next one while the receipt is stored, together with others.
      governor.succeeded();
      told = true;
      marks.accepted(sent.claim(), sent.receipt());
    } catch (Sender.SendFailed e) {
      lost |= e.failure() instanceof Failure.Unreachable;
      governor.failed(e.failure());
      told = true;
      // Calls broken off by our own end say nothing about the photo: the next start asks the
      // server.
      if (!closing) {
        marks.failed(e.claim(), e.failure());
      }
    } finally {
      inHand.remove(photo.claim().id());
      places.release();
      if (!told) {
        governor.failed(new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "")));
      }
      wake();
    }
  }

  /// A photo ready to be sent.
  ///
  /// @param resume where the server says an earlier attempt of it goes on
  record Ready(Claim claim, Optional<String> resume, Destination to) {}

  /// Breaks off what is under way, bounded in time. Nothing is lost: the next start asks the
  /// server.
  @Override
  public void close() {
    closing = true;
    feed.interrupt();
    dispatch.interrupt();
    destination.ifPresent(Destination::close);
    senders.shutdown();
    try {
      Instant end = Instant.now().plus(GOODBYE);
      feed.join(GOODBYE);
      dispatch.join(GOODBYE);
      Duration left = Duration.between(Instant.now(), end);
      if (!senders.awaitTermination(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS)) {
        senders.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    preparer.close();
  }
}
