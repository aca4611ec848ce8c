package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches hot folders and says what happens in them; reads names and attributes only, and never
/// writes.
///
/// One thread takes events, another scans: at the start, where a directory appears, and where there
/// is doubt. Both hand on to `out` and wait for it; what the system then cannot keep for them comes
/// back as doubt.
public final class FolderWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Selections selections;
  private final News news;
  private final Consumer<FolderEvent> out;
  private final Clock clock;
  private final EventSource.Opener opener;
  private final Rhythm rhythm;
  private final LongSupplier nanos;
  private final Places places = new Places();

  /// Guarded by this.
  private List<Thread> threads = List.of();

  /// Guarded by this.
  private EventSource source = new NoEvents("not started");

  /// @param selections what is sent of each folder that is watched
  /// @param news asked by scans
  /// @param out called by two threads; may block, should be bounded
  /// @param clock the wall clock: a jump of it means that the machine slept
  public FolderWatcher(Selections selections, News news, Consumer<FolderEvent> out, Clock clock) {
    this(selections, news, out, clock, SystemEvents::open, Rhythm.USUAL, System::nanoTime);
  }

  FolderWatcher(
      Selections selections,
      News news,
      Consumer<FolderEvent> out,
      Clock clock,
      EventSource.Opener opener,
      Rhythm rhythm,
      LongSupplier nanos) {
    this.selections = selections;
    this.news = news;
    this.out = out;
    this.clock = clock;
    this.opener = opener;
    this.rhythm = rhythm;
    this.nanos = nanos;
  }

  /// To be called once; folders may be added before and after.
  public synchronized void start() {
    source = open();
    var watches = new Watches(source);
    var listener = new Listener(source, watches, places, selections, out);
    var scanner = new Scanner(places, watches, selections, news, out, rhythm, clock, nanos);
    threads =
        List.of(
            Thread.ofPlatform().name("watch-events").start(listener),
            Thread.ofPlatform().name("watch-scan").start(scanner));
  }

  private EventSource open() {
    try {
      return opener.open();
    } catch (IOException e) {
      return new NoEvents(String.valueOf(e.getMessage()));
    }
  }

  /// Begins with a scan of the folder; a folder of the same id is not added twice.
  public void watch(HotFolder folder) {
    places.add(folder);
  }

  /// Ends soon after; events that are on their way still arrive.
  public void unwatch(HotFolder folder) {
    places.remove(folder);
  }

  /// Scans all of the folder once more.
  public void rescan(HotFolder folder) {
    places.doubt(folder);
  }

  /// By folder id. `SCANNING` until every event of the scan was accepted by `out`.
  public Map<Integer, Health> health() {
    var health = new HashMap<Integer, Health>();
    places.all().forEach(place -> health.put(place.folder().id(), place.health()));
    return health;
  }

  /// Ends both threads and waits for them for at most 5 s. What comes next here could still be
  /// found by the scan of the next start.
  @Override
  public synchronized void close() {
    try {
      source.close();
    } catch (IOException e) {
      log.warn("Closing the watch service failed: {}", e.getMessage());
    }
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(LINGER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads = List.of();
  }

  /// Where the system gives no event source at all, every folder is polled.
  private static final class NoEvents implements EventSource {
    private final String why;
    private final CountDownLatch never = new CountDownLatch(1);

    NoEvents(String why) {
      this.why = why;
    }

    @Override
    public WatchKey register(Path directory) throws IOException {
      throw new OutOfWatches(why);
    }

    @Override
    public WatchKey take() throws InterruptedException {
      never.await();
      throw new InterruptedException(why);
    }

    @Override
    public void close() {}
  }
}
