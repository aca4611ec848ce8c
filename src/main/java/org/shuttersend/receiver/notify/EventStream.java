package org.shuttersend.receiver.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.store.Change;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.thread.KeptThread;
import org.shuttersend.wire.Event;
import org.shuttersend.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one reader of the outbox: it reads each change once and hands it to every listener of its
/// owner, so the number of queries does not grow with the listeners. Changes are read in the order
/// of their numbers, after their commit.
///
/// The reader's thread owns the cursor; listeners come in through a queue.
public final class EventStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final int PAGE = 500;
  private static final int REPLAYED = 500;

  /// Between two comments on a stream that has nothing to tell.
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// Each has a connection and a thread that waits.
  public static final int LISTENERS = 512;

  /// One user's programs that come back too often must not keep out all others.
  private static final int LISTENERS_OF_ONE = 256;

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final long QUEUE_EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final ChangeBook changes;
  private final Supplier<Event.Queue> queue;
  private final Signal changed;
  private final Duration heartbeat;
  private final KeptThread thread;
  private final LongSupplier nanos;
  private final Rooms rooms = new Rooms(LISTENERS, LISTENERS_OF_ONE);
  private final ConcurrentLinkedQueue<Listener> arriving = new ConcurrentLinkedQueue<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  // Owned by the reader's thread.
  private long cursor;
  private boolean queueStale;
  private long queueSentAt;

  /// @param queue the queue as it is now
  /// @param changed raised after each commit that changed a job
  /// @param heartbeat the longest silence of a stream
  public EventStream(
      ChangeBook changes, Supplier<Event.Queue> queue, Signal changed, Duration heartbeat) {
    this(changes, queue, changed, heartbeat, System::nanoTime);
  }

  EventStream(
      ChangeBook changes,
      Supplier<Event.Queue> queue,
      Signal changed,
      Duration heartbeat,
      LongSupplier nanos) {
    this.heartbeat = heartbeat;
    this.nanos = nanos;
    this.queueSentAt = nanos.getAsLong() - QUEUE_EVERY_NANOS;
    this.changes = changes;
    this.queue = queue;
    this.changed = changed;
    this.thread = KeptThread.vital(Thread.ofPlatform().name("event-outbox"), this::run);
  }

  public void start() {
    cursor = changes.latest();
    thread.start();
  }

  /// Opens a stream for the owner; empty if there are too many.
  ///
  /// @param from the last event the listener had; it gets what came since, or a reset
  public Optional<Listener> open(String owner, OptionalLong from) {
    if (closing || !rooms.take(owner)) {
      return Optional.empty();
    }
    var listener = new Listener(owner, from, this);
    arriving.add(listener);
    changed.raise();
    return Optional.of(listener);
  }

  public Duration heartbeat() {
    return heartbeat;
  }

  /// How many listen.
  public int listeners() {
    return rooms.taken();
  }

  void remove(Listener listener) {
    // One that has not been welcomed yet is closed already, and is not kept.
    listeners.remove(listener);
    rooms.giveBack(listener.owner());
  }

  private void run() throws InterruptedException {
    while (!closing) {
      try {
        round();
        changed.await(queueStale ? untilQueue() : IDLE);
      } catch (DatabaseException e) {
        log.warn("The event stream has to wait: {}", e.getMessage());
        queueStale = true;
        // Not asked again at once, however often the signal is raised.
        Thread.sleep(AFTER_TROUBLE);
      }
    }
  }

  /// Hands out what there is to tell: the same few statements for any number of listeners.
  void round() {
    readChanges();
    welcome();
    sendQueue();
  }

  private void readChanges() {
    if (listeners.isEmpty()) {
      cursor = changes.latest();
      return;
    }
    List<Change> page;
    do {
      page = changes.after(cursor, PAGE);
      if (page.isEmpty()) {
        return;
      }
      for (Change change : page) {
        String event = event(change);
        for (Listener listener : listeners) {
          if (listener.owner().equals(change.owner())) {
            listener.offer(event, reset(change.seq()));
          }
        }
      }
      cursor = page.getLast().seq();
      queueStale = true;
    } while (page.size() == PAGE);
  }

  private void welcome() {
    if (arriving.isEmpty()) {
      return;
    }
    String now = event(Event.QUEUE, Json.text(queue.get()));
    Listener listener;
    // It leaves the queue only when it was told everything: a database in trouble loses nobody.
    while ((listener = arriving.peek()) != null) {
      // One that is cut off before the first change knows where to go on as well.
      String first = "id: " + cursor + "\n" + now;
      if (listener.from().isPresent()) {
        replay(listener, listener.from().getAsLong());
        first = now;
      }
      arriving.remove(listener);
      listener.offer(first, reset(cursor));
      listeners.add(listener);
      if (listener.isGone()) {
        listeners.remove(listener);
      }
    }
  }

  /// What came between the listener's last event and the cursor.
  private void replay(Listener listener, long from) {
    long oldest = changes.oldest();
    List<Change> missed = from >= cursor ? List.of() : changes.after(from, REPLAYED);
    boolean tooOld = from > cursor || (from < cursor && from + 1 < oldest);
    boolean tooMany = missed.size() == REPLAYED && missed.getLast().seq() < cursor;
    if (tooOld || tooMany) {
      listener.offer(reset(oldest), reset(oldest));
      return;
    }
    for (Change change : missed) {
      // Later ones come with the next page, as for every listener.
      if (change.seq() <= cursor && change.owner().equals(listener.owner())) {
        listener.offer(event(change), reset(oldest));
      }
    }
  }

  private void sendQueue() {
    if (!queueStale || listeners.isEmpty() || untilQueue().isPositive()) {
      return;
    }
    queueStale = false;
    queueSentAt = nanos.getAsLong();
    String now = event(Event.QUEUE, Json.text(queue.get()));
    listeners.forEach(listener -> listener.offer(now, reset(cursor)));
  }

  private Duration untilQueue() {
    return Duration.ofNanos(queueSentAt + QUEUE_EVERY_NANOS - nanos.getAsLong());
  }

  private static String event(Change change) {
    return "id: " + change.seq() + "\n" + event(change.event(), change.json());
  }

  private static String reset(long oldest) {
    return event(Event.RESET, Json.text(new Event.Reset(oldest)));
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  /// Ends every stream.
  @Override
  public void close() {
    closing = true;
    thread.letEnd();
    changed.raise();
    if (!thread.join(LINGER)) {
      thread.stop();
    }
    Listener late;
    while ((late = arriving.poll()) != null) {
      late.end();
    }
    listeners.forEach(Listener::end);
  }
}
