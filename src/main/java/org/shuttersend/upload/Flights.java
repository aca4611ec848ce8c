package org.shuttersend.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.upload.governor.Governor;

/// The photos being sent, each on a thread of its own. One whose read never comes back loses its
/// place: what hangs in one folder must not stop the others.
///
/// Senders are platform threads: a virtual one that hangs in a file stops all others with it.
final class Flights {
  private static final int PLACES = 64;

  private final ReadyLine ready;
  private final Governor governor;
  private final Sender sender;
  private final Marks marks;
  private final LocalReads reads;
  private final Runnable onLost;
  private final Runnable onLanded;

  /// As many as there are places, and those that hang.
  private final ExecutorService senders = Uploader.pool("upload-send-");

  /// Photos being sent or having their receipts stored.
  private final Semaphore places = new Semaphore(PLACES);

  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /// @param onLost hears that the server cannot be reached
  /// @param onLanded hears that a photo came to an end of its way
  Flights(
      ReadyLine ready,
      Governor governor,
      Sender sender,
      Marks marks,
      LocalReads reads,
      Runnable onLost,
      Runnable onLanded) {
    this.ready = ready;
    this.governor = governor;
    this.sender = sender;
    this.marks = marks;
    this.reads = reads;
    this.onLost = onLost;
    this.onLanded = onLanded;
  }

  /// Hands ready photos out, as the governor permits, until it is to end.
  void dispatch() throws InterruptedException {
    while (!closing) {
      // Which one goes is decided when one may: what came last may be what goes first.
      ready.await();
      governor.awaitPlace();
      handOut(ready.take());
    }
  }

  /// Hands out small ones while large ones have every place.
  void dispatchBeside() throws InterruptedException {
    while (!closing) {
      ready.awaitSmall();
      governor.awaitPlaceBeside();
      Optional<Ready> next = ready.pollSmall();
      if (next.isPresent()) {
        handOut(next.get());
      }
    }
  }

  private void handOut(Ready next) throws InterruptedException {
    places.acquire();
    var flight = new Flight(next);
    try {
      governor.acquire(next.load());
      flight.isCounted = true;
      if (reads.silent().contains(next.photo().folder())) {
        flight.land();
        marks.unseen(next.photo().claim());
      } else if (next.photo().hasLeft()) {
        flight.land();
      } else {
        flights.add(flight);
        senders.execute(flight);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      flight.land();
      throw e;
    }
  }

  /// Photos whose reads hang go back to the queue, with the reason, and what they held up goes on.
  void giveBackHanging() {
    for (Flight flight : flights) {
      if (flight.hangs() && flight.land()) {
        marks.unseen(flight.ready.photo().claim());
      }
    }
  }

  /// Hears that nothing more is to be sent: what breaks off from now on says nothing about its
  /// photo, and the next start asks the server.
  void end() {
    closing = true;
    senders.shutdown();
  }

  /// Waits for what is being sent.
  void await(Duration time) throws InterruptedException {
    if (!senders.awaitTermination(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS)) {
      senders.shutdownNow();
    }
  }

  /// One photo with a place. Whatever happens, it lands once: the place is given back, and the
  /// photo leaves our hands.
  private final class Flight implements Runnable {
    private final Ready ready;
    private volatile Optional<Thread> thread = Optional.empty();

    /// Whether the governor counts it. Written by the dispatching thread, then by the sending one.
    private volatile boolean isCounted;

    /// Guarded by this.
    private boolean hasLanded;

    Flight(Ready ready) {
      this.ready = ready;
    }

    boolean hangs() {
      return thread.filter(reads::isHanging).isPresent();
    }

    /// The governor hears of a failure before it is stored: how long a photo is held is the
    /// governor's to say.
    @Override
    public void run() {
      thread = Optional.of(Thread.currentThread());
      InHand.Photo photo = ready.photo();
      try {
        Receipt receipt = sender.send(photo, ready.resume(), ready.to());
        // The server is free for the next one while the receipt is stored, together with others.
        tell(() -> governor.succeeded(ready.load()));
        marks.accepted(photo.claim(), receipt);
      } catch (Sender.SendFailed e) {
        if (e.failure() instanceof Failure.Unreachable) {
          onLost.run();
        }
        tell(() -> governor.failed(ready.load(), e.failure()));
        if (!closing && !photo.hasLeft()) {
          marks.failed(photo.claim(), e.failure());
        }
      } finally {
        thread = Optional.empty();
        land();
        flights.remove(this);
        onLanded.run();
      }
    }

    private synchronized void tell(Runnable outcome) {
      if (isCounted) {
        isCounted = false;
        outcome.run();
      }
    }

    /// @return false if it landed before
    private synchronized boolean land() {
      if (hasLanded) {
        return false;
      }
      hasLanded = true;
      ready.photo().leave();
      var brokenOff = new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, ""));
      tell(() -> governor.failed(ready.load(), brokenOff));
      places.release();
      return true;
    }
  }
}
