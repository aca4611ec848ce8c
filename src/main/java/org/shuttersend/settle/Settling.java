package org.shuttersend.settle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Unsettled;
import org.shuttersend.thread.KeptThread;
import org.shuttersend.thread.Restarts;
import org.shuttersend.watch.FolderEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread around a `Settler`: takes folder events in, hands settled files on. Callers wait
/// while its queue is full; what they cannot take from the system meanwhile comes back as a scan.
public final class Settling implements Consumer<FolderEvent>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);
  private static final int QUEUE = 16_384;
  private static final Duration LINGER = Duration.ofSeconds(5);

  /// Between two rounds while events keep coming: many touches of one file are then one look. Well
  /// below the quiet time, well above the cost of a round.
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int IN_A_ROW = 5;

  private static final long NEVER_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Supplier<Settler> fresh;
  private final Out out;
  private final Clock clock;
  private final BlockingQueue<FolderEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong pending = new AtomicLong();
  private final KeptThread thread;

  // Owned by the thread.
  private final List<FolderEvent> events = new ArrayList<>();
  private final Searches searches = new Searches();
  private Settler settler;
  private volatile Snapshot snapshot = Snapshot.NOTHING;
  private volatile boolean closing;

  /// @param fresh makes a settler; only this thread uses it. A second one is made where the thread
  ///   broke off: what the first held may be in no order
  /// @param scanAgain has all folders scanned, since what was unsettled is forgotten then
  /// @param clock a `SteadyClock`, unless a test moves the time
  public Settling(Supplier<Settler> fresh, Runnable scanAgain, Out out, Clock clock) {
    this(fresh, scanAgain, out, clock, Restarts.USUAL);
  }

  Settling(Supplier<Settler> fresh, Runnable scanAgain, Out out, Clock clock, Restarts restarts) {
    this.fresh = fresh;
    this.settler = fresh.get();
    this.out = out;
    this.clock = clock;
    // A daemon: what is unsettled is nowhere but on the disk, where the next start finds it, so
    // there is nothing for the program to wait for at its end. A look may hang in a share that
    // does not answer, and would keep the program from ending.
    this.thread =
        KeptThread.vital(
            Thread.ofPlatform().daemon().name("settler"), this::run, scanAgain, restarts);
  }

  public void start() {
    thread.start();
  }

  /// Waits while the queue is full. An event that comes while closing or on an interrupted thread
  /// is dropped: the next start scans.
  @Override
  public void accept(FolderEvent event) {
    pending.incrementAndGet();
    try {
      while (!closing) {
        if (queue.offer(event, 200, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pending.decrementAndGet();
  }

  /// Events accepted but not through, and files not settled. 0 while no watched folder is scanning
  /// means: everything seen so far was handed to `Out`, and `Out` returned.
  public long pending() {
    return pending.get();
  }

  /// What is still being written. Any thread.
  public Snapshot snapshot() {
    return snapshot;
  }

  /// Set while settling stopped because of something nobody foresaw, and rests before it begins
  /// again.
  public Optional<KeptThread.Breakdown> breakdown() {
    return thread.breakdown();
  }

  private void run() throws InterruptedException {
    begin();
    long lastRound = System.nanoTime() - GATHER_NANOS;
    while (!closing) {
      gather(lastRound);
      lastRound = System.nanoTime();
      round();
    }
  }

  /// What broke off before is counted out; the scan that was asked for finds it again.
  private void begin() {
    pending.addAndGet(-settler.size() - events.size());
    events.clear();
    searches.clear();
    settler = fresh.get();
    snapshot = Snapshot.NOTHING;
  }

  private void gather(long lastRound) throws InterruptedException {
    FolderEvent first = queue.poll(nanosUntilDue(), TimeUnit.NANOSECONDS);
    if (first == null) {
      return;
    }
    long early = GATHER_NANOS - (System.nanoTime() - lastRound);
    if (early > 0) {
      TimeUnit.NANOSECONDS.sleep(early);
    }
    events.add(first);
    queue.drainTo(events);
  }

  private long nanosUntilDue() {
    return settler
        .nextDue()
        .map(due -> Math.clamp(Duration.between(clock.instant(), due).toNanos(), 0, NEVER_NANOS))
        .orElse(NEVER_NANOS);
  }

  /// Counts a file out only after `Out` returned, in the same step in which the events that brought
  /// it are counted out.
  private void round() {
    int before = settler.size();
    try {
      Instant taken = clock.instant();
      events.forEach(event -> take(event, taken));
      settler.look();
      Instant now = clock.instant();
      Ripe ripe = settler.advance(now);
      ripe.gone().forEach(ref -> hand("gone", () -> out.gone(ref)));
      if (!ripe.settled().isEmpty()) {
        handOn(ripe.settled(), now);
      }
      searches.end(settler, place -> hand("searched", () -> out.searched(place)));
      snapshot =
          new Snapshot(
              settler.size(),
              settler.waiting(now, Snapshot.LISTED),
              settler.hopeless(now, Snapshot.LISTED),
              settler.hopelessCount(now));
    } finally {
      pending.addAndGet(settler.size() - before - events.size());
      events.clear();
    }
  }

  private void take(FolderEvent event, Instant now) {
    switch (event) {
      case FolderEvent.Touched(FileRef ref) -> settler.touched(ref, now);
      case FolderEvent.Gone(FileRef ref) -> {
        settler.gone(ref);
        hand("gone", () -> out.gone(ref));
      }
      case FolderEvent.Listed(HotFolder folder) -> hand("listed", () -> out.listed(folder));
      case FolderEvent.Searched(FileRef place) -> searches.add(place);
    }
  }

  private static void hand(String what, Runnable call) {
    try {
      call.run();
    } catch (NotNow e) {
      log.debug("What is {} is not handed on now", what, e);
    } catch (RuntimeException e) {
      log.error("Handing on what is {} failed: {}", what, e.getMessage(), e);
    }
  }

  private void handOn(List<ObservedFile> files, Instant now) {
    try {
      out.settled(files);
    } catch (NotNow e) {
      files.forEach(file -> settler.deferred(file.ref(), now));
    } catch (RuntimeException e) {
      log.debug("Handing on {} settled files failed", files.size(), e);
      if (files.size() == 1) {
        settler.refused(files.getFirst().ref(), now);
        tell(new Refusal(files.getFirst(), e), 1);
      } else {
        handOnEach(files, now);
      }
    }
  }

  /// So that one bad file does not hold up the good ones. Where several in a row fail, the rest is
  /// not tried: with nobody there to take them, each could cost a timeout.
  private void handOnEach(List<ObservedFile> files, Instant now) {
    var refusals = new ArrayList<Refusal>();
    int inARow = 0;
    int tried = 0;
    while (tried < files.size() && inARow < IN_A_ROW && !closing) {
      ObservedFile file = files.get(tried++);
      try {
        out.settled(List.of(file));
        inARow = 0;
      } catch (NotNow e) {
        settler.deferred(file.ref(), now);
      } catch (RuntimeException e) {
        inARow++;
        refusals.add(new Refusal(file, e));
        settler.refused(file.ref(), now);
      }
    }
    List<ObservedFile> untried = files.subList(tried, files.size());
    untried.forEach(file -> settler.postponed(file.ref(), now));
    if (!refusals.isEmpty()) {
      tell(refusals.getLast(), refusals.size() + untried.size());
    }
  }

  private record Refusal(ObservedFile file, RuntimeException why) {}

  /// One line: this may come again and again.
  private static void tell(Refusal refusal, int all) {
    log.error(
        "{} settled files could not be handed on and are tried again later; {}: {}",
        all,
        refusal.file.ref().path(),
        refusal.why.toString());
  }

  /// Stops at once: what is not settled is found again by the scan of the next start.
  @Override
  public void close() {
    closing = true;
    thread.stop();
    thread.join(LINGER);
  }

  /// Where settled files go. Called by the settler's thread only; should not block for long. Files
  /// whose `settled` call throws are handed on again one by one; those that fail alone as well stay
  /// unsettled and are handed on again later, ever less often. Each call may throw [NotNow].
  public interface Out {

    /// @param files at most 1,000, complete as far as can be told from outside
    void settled(List<ObservedFile> files);

    /// The file, or everything below this directory, is not there any more.
    void gone(FileRef ref);

    /// A scan of the folder is through; what it found settles now or later.
    void listed(HotFolder folder);

    /// All on the disk mounted here was looked through, and what was found was handed on before.
    void searched(FileRef place);
  }

  /// @param unsettled files that wait for their quiet time or are being written
  /// @param waiting those that are quiet and do not settle all the same, and those that do not rest
  ///   for longer than the patience; at most 20
  /// @param hopeless those that do not settle by themselves as far as can be told, at most 20
  /// @param hopelessCount how many there are of those
  public record Snapshot(
      int unsettled, List<Unsettled> waiting, List<Unsettled> hopeless, long hopelessCount) {
    /// How many files are named at most.
    public static final int LISTED = 20;

    static final Snapshot NOTHING = new Snapshot(0, List.of(), List.of(), 0);

    public Snapshot {
      waiting = List.copyOf(waiting);
      hopeless = List.copyOf(hopeless);
    }
  }
}
