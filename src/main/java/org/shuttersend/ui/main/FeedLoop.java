package org.shuttersend.ui.main;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuttersend.model.Overview;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "window-feed": pulls the overview and the visible page, and hands over one immutable
/// snapshot at a time. At most ten a second while things move or the user does something, two a
/// second while all is quiet, none while nobody sees the window. A screen that is behind is given
/// nothing new before it has shown what it got.
final class FeedLoop {
  private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);

  private static final long LIVELY_NANOS = Duration.ofMillis(100).toNanos();
  private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final MainFeed feed;
  private final Executor screen;
  private final KeptThread thread;

  /// What waits to be shown; null when the screen is up to date.
  private final AtomicReference<@Nullable Pulled> pending = new AtomicReference<>();

  /// Written by the screen's thread, read by the loop.
  private volatile Wanted wanted = Wanted.top(PhotoList.TRANSFERS, "");

  /// Written by the screen's thread, read by the loop.
  private volatile boolean seen = true;

  /// Set by any thread, cleared by the loop before it pulls.
  private volatile boolean asked;

  private volatile boolean stopped;

  /// Written once before the thread starts.
  private Consumer<Pulled> show = _ -> {};

  /// What the list and the numbers were at the last round; owned by the loop.
  private Optional<Object> before = Optional.empty();

  /// Owned by the loop.
  private boolean failing;

  /// @param screen runs on the screen's thread, later
  FeedLoop(MainFeed feed, Executor screen) {
    this.feed = feed;
    this.screen = screen;
    this.thread = KeptThread.helpful(Thread.ofPlatform().daemon().name("window-feed"), this::run);
  }

  /// @param show called on the screen's thread
  void start(Consumer<Pulled> show) {
    this.show = show;
    thread.start();
  }

  /// Pulls this from now on, and soon. Any thread; never waits.
  void want(Wanted next) {
    wanted = next;
    pullSoon();
  }

  void pullSoon() {
    asked = true;
    LockSupport.unpark(thread.thread());
  }

  /// Nobody sees the window: pull nothing.
  void setSeen(boolean seen) {
    this.seen = seen;
    pullSoon();
  }

  /// Returns when the feed is not called any more, or does not come back in time.
  void stop() {
    stopped = true;
    thread.letEnd();
    // Not an interrupt: that would close the files a feed may be reading.
    LockSupport.unpark(thread.thread());
    thread.join(STOP_PATIENCE);
  }

  private void run() {
    while (!stopped) {
      long began = System.nanoTime();
      boolean lively = true;
      if (seen && pending.get() == null) {
        asked = false;
        lively = round();
      }
      rest(began + LIVELY_NANOS, false);
      rest(began + (lively ? LIVELY_NANOS : QUIET_NANOS), true);
    }
  }

  /// Whether anything is other than it was a round ago.
  private boolean round() {
    Pulled pulled = pull(wanted);
    if (stopped) {
      return false;
    }
    pending.set(pulled);
    screen.execute(this::hand);
    Optional<Object> now = Optional.of(withoutTime(pulled));
    boolean changed = !now.equals(before);
    before = now;
    return changed;
  }

  /// On the screen's thread.
  private void hand() {
    Pulled next = pending.getAndSet(null);
    if (next != null && !stopped) {
      show.accept(next);
    }
  }

  private Pulled pull(Wanted what) {
    try {
      Overview overview = feed.overview();
      int count = (int) Math.min(Integer.MAX_VALUE, feed.count(what.list(), what.search()));
      int offset = (int) Math.max(0, Math.min(what.offset(), (long) count - what.limit()));
      List<PhotoRow> page =
          count == 0 ? List.of() : feed.page(what.list(), what.search(), offset, what.limit());
      failing = false;
      // The two answers are of two moments; a row more or less must not leave a hole.
      int counted = Math.max(count, page.isEmpty() ? 0 : offset + page.size());
      return new Pulled.Snapshot(
          overview, new Rows(what.list(), what.search(), counted, offset, page, true));
    } catch (RuntimeException e) {
      // Once, not ten times a second until it is well again.
      if (!failing && !stopped) {
        LOG.warn("the window cannot read the present state", e);
      }
      failing = true;
      return new Pulled.Failed(String.valueOf(e.getMessage()));
    }
  }

  private static Object withoutTime(Pulled pulled) {
    return switch (pulled) {
      case Pulled.Failed failed -> failed;
      case Pulled.Snapshot(Overview o, Rows rows) ->
          List.of(rows, o.progress(), o.pace(), o.counts(), o.folders(), o.server());
    };
  }

  private void rest(long until, boolean endsWhenAsked) {
    for (long left = until - System.nanoTime();
        left > 0 && !stopped && !(endsWhenAsked && asked);
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }
}
