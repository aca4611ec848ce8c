package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.WatchBudget;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches one hot folder and says what happens in it; reads names and attributes only, and never
/// writes.
///
/// One thread takes events, another scans: at the start, where a directory appears, and where there
/// is doubt. Both hand on to `out` and wait for it; what the system then cannot keep for them comes
/// back as doubt. A look that never comes back, as on a network share that hangs, holds up these
/// two threads and nobody else.
public final class FolderWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final Duration NO_ANSWER = Duration.ofSeconds(60);

  private final Place place;
  private final Selection selection;
  private final Memory memory;
  private final Consumer<FolderEvent> out;
  private final Tools tools;
  private final TroubleList troubles = new TroubleList();
  private final Cards cards = new Cards();

  /// Written by `start` and `close`.
  private volatile List<KeptThread> threads = List.of();

  /// Guarded by this.
  private Optional<EventSource> source = Optional.empty();

  /// Set once, by `start`.
  private volatile Optional<Watches> watches = Optional.empty();

  /// @param memory asked by scans
  /// @param out called by two threads; may block, should be bounded
  /// @param clock the wall clock: a jump of it means that the machine slept
  /// @param ledger the same for all hot folders
  public FolderWatcher(
      HotFolder folder,
      Selection selection,
      Memory memory,
      Consumer<FolderEvent> out,
      Clock clock,
      WatchLedger ledger) {
    this(folder, selection, memory, out, Tools.usual(clock, ledger));
  }

  FolderWatcher(
      HotFolder folder,
      Selection selection,
      Memory memory,
      Consumer<FolderEvent> out,
      Tools tools) {
    this.place = new Place(folder);
    this.selection = selection;
    this.memory = memory;
    this.out = out;
    this.tools = tools;
  }

  /// To be called once. Begins with a scan of the folder.
  public synchronized void start() {
    EventSource events = open();
    source = Optional.of(events);
    var registered = new Watches(events, tools.ledger());
    watches = Optional.of(registered);
    var listener = new Listener(events, registered, place, selection, out, troubles, cards);
    // Whatever breaks off, a look through all of the folder makes up for: a listener asks for one,
    // a new round begins with one.
    threads =
        List.of(
            kept("watch-events-", listener::run, place::startOver),
            kept("watch-scan-", () -> scan(registered, listener), () -> {}));
    threads.forEach(KeptThread::start);
  }

  private KeptThread kept(String name, KeptThread.Work work, Runnable beforeAgain) {
    return KeptThread.vital(
        Thread.ofPlatform().daemon().name(name + place.folder().id()),
        work,
        beforeAgain,
        tools.restarts());
  }

  private void scan(Watches registered, Listener listener) throws InterruptedException {
    var round =
        new Round(place, registered, listener, selection, memory, out, troubles, tools, cards);
    new Scanner(place, round, tools).run();
  }

  private EventSource open() {
    try {
      return tools.opener().open();
    } catch (EventSource.OutOfWatches e) {
      return new NoEvents(e.what(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new NoEvents(EventSource.OutOfWatches.What.ALL, String.valueOf(e.getMessage()));
    }
  }

  /// Looks through a directory once more, soon.
  public void visit(FileRef directory) {
    place.fresh(directory);
  }

  /// Looks at what lies in this directory once more, soon, and no deeper.
  public void list(FileRef directory) {
    place.flat(directory);
  }

  public HotFolder folder() {
    return place.folder();
  }

  /// Scans all of the folder once more, and tries events again where there were none.
  public void rescan() {
    place.startOver();
  }

  /// `SCANNING` until every event of the scan was accepted by `out`.
  public Health health() {
    return condition().state();
  }

  /// Whether directories are to be looked through that somebody asked for.
  public boolean isAsked() {
    return place.isAsked();
  }

  /// How the folder is, and why.
  public FolderHealth condition() {
    long busy = place.busyNanos(tools.nanos().getAsLong());
    return busy > NO_ANSWER.toNanos()
        ? FolderHealth.of(Cause.NO_ANSWER, Duration.ofNanos(busy).toSeconds())
        : place.condition();
  }

  /// Set while watching stopped because of something nobody foresaw, and rests before it begins
  /// again.
  public Optional<KeptThread.Breakdown> breakdown() {
    return threads.stream().flatMap(thread -> thread.breakdown().stream()).findFirst();
  }

  /// What is in the folder and not sent.
  public Troubles troubles() {
    return troubles.now();
  }

  /// The watches the folder has, and what the system allows; empty where there is no limit or it is
  /// not known yet.
  public Optional<WatchBudget> budget() {
    return watches.flatMap(all -> tools.ledger().budget(all.size()));
  }

  /// On which disk each place of the folder is; empty if the folder is not there. Looks at what is
  /// mounted, on the calling thread.
  public Optional<Whereabouts> whereabouts() {
    try {
      return Optional.of(cards.named(Whereabouts.of(place.folder().root())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether the root was seen, and it is known on which disks it is.
  public boolean isConnected() {
    return place.key().isPresent();
  }

  /// Whether the disk this file was seen on is where it was. Another one may have its place.
  public boolean isConnected(ObservedFile file) {
    return place.key().isPresent() && whereabouts().filter(here -> here.has(file)).isPresent();
  }

  /// Whether this file is certainly not there any more, while its folder and its disk are.
  public boolean isCertainlyGone(ObservedFile file) {
    return file.ref().isMoved() ? MovedFile.isGone(this, file) : isGoneFrom(file.ref(), file);
  }

  /// Whether the disk a file was seen on is there, and has none at this place.
  boolean isGoneFrom(FileRef place, ObservedFile file) {
    return lacks(place)
        .filter(disk -> file.disk().isKnown() ? file.disk().isSame(disk) : !isOnCard(place))
        .isPresent();
  }

  /// What is known from before disks were noted may be on another card than the one there now.
  private boolean isOnCard(FileRef ref) {
    return whereabouts().filter(here -> here.isOnCard(ref)).isPresent();
  }

  /// The disk that is there now and certainly has no file at this place; empty if that cannot be
  /// told. Of other disks that were mounted there it says nothing.
  public Optional<Disk> lacks(FileRef ref) {
    Optional<String> key = place.key();
    Optional<Whereabouts> here = whereabouts();
    if (key.isEmpty() || here.filter(now -> now.isJudged(ref)).isEmpty()) {
      return Optional.empty();
    }
    String mount = here.get().mountOf(ref.path());
    boolean gone =
        mount.isEmpty()
            ? Anchor.isGone(ref.folder().root(), key.get(), ref.path())
            : Anchor.isGone(ref.folder().root().resolve(mount), below(ref.path(), mount));
    // The same before and after: so it was in between.
    return gone && whereabouts().equals(here)
        ? Optional.of(here.get().disk(ref))
        : Optional.empty();
  }

  private static String below(String path, String mount) {
    return path.substring(Math.min(path.length(), mount.length() + 1));
  }

  /// Ends both threads and waits for them for at most 2 s each. What comes next here could still be
  /// found by the scan of the next start.
  @Override
  public synchronized void close() {
    // Closing waits for what is being registered, and that may never come back.
    Optional<EventSource> open = source;
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .name("watch-close")
            .start(() -> open.ifPresent(FolderWatcher::close));
    threads.forEach(KeptThread::stop);
    try {
      closing.join(LINGER);
      threads.forEach(thread -> thread.join(LINGER));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads = List.of();
  }

  private static void close(EventSource source) {
    try {
      source.close();
    } catch (IOException e) {
      log.warn("Closing the watch service failed: {}", e.getMessage());
    }
  }

  /// Where the system gives no event source at all, the folder is polled.
  private static final class NoEvents implements EventSource {
    private final OutOfWatches.What what;
    private final String why;
    private final CountDownLatch never = new CountDownLatch(1);

    NoEvents(OutOfWatches.What what, String why) {
      this.what = what;
      this.why = why;
    }

    @Override
    public WatchKey register(Path directory) throws IOException {
      throw new OutOfWatches(what, why);
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
