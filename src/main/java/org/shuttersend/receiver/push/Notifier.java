package org.shuttersend.receiver.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.push.Notice.Stage;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off the notices: a few tries at the user's own hook, then as many at the fallback. A few
/// hooks at once, each hook one notice at a time, so that one that hangs holds up nobody else.
public final class Notifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final int TRIES = 3;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final int GROWTH = 4;
  private static final int AT_ONCE = 8;
  private static final int LOOKED_AT = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Longer than a try takes: until then it is this process that says what came of it.
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final NoticeBook notices;
  private final HookBook hooks;
  private final Options options;
  private final Clock clock;
  private final Signal wake;
  private final Push push;
  private final KeptThread thread;
  private final ExecutorService pool;

  /// The lanes that are being tried.
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  private volatile boolean closing;

  /// @param fallback where notices go that their user's hook did not take; the operator's own, so
  ///   it may be anywhere
  /// @param toPrivate whether users' hooks may be on this machine and its networks
  public record Options(Optional<Target> fallback, boolean toPrivate) {
    public static final Options NONE = new Options(Optional.empty(), false);
  }

  /// @param wake raised when a notice was written down
  public Notifier(Database database, Options options, Clock clock, Signal wake) {
    this(database, options, clock, wake, PATIENCE);
  }

  /// @param patience with one try
  Notifier(Database database, Options options, Clock clock, Signal wake, Duration patience) {
    this.notices = new NoticeBook(database);
    this.hooks = new HookBook(database);
    this.options = options;
    this.clock = clock;
    this.wake = wake;
    this.push = new Push(clock, patience);
    this.pool =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("notice-", 1).factory());
    this.thread = KeptThread.vital(Thread.ofPlatform().name("notices"), this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    while (!closing) {
      try {
        handOut();
        wake.await(notices.nextDue().isPresent() ? TICK : IDLE);
      } catch (DatabaseException e) {
        log.warn("Notices have to wait for the database: {}", e.getMessage());
        Thread.sleep(TICK);
      }
    }
  }

  private void handOut() {
    for (Notice notice : notices.due(clock.instant(), LOOKED_AT)) {
      if (busy.size() < AT_ONCE && busy.add(notice.lane())) {
        pool.execute(() -> work(notice));
      }
    }
  }

  private void work(Notice notice) {
    try {
      if (notices.claim(notice, clock.instant().plus(LEASE))) {
        end(notice, attempt(notice));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing: it is due again when its lease ends
    } catch (RuntimeException e) {
      log.warn("What came of notice {} is not written down: {}", notice.id(), e.getMessage());
    } finally {
      busy.remove(notice.lane());
      wake.raise();
    }
  }

  private Attempt attempt(Notice notice) throws InterruptedException {
    if (notice.attempts() >= TRIES) {
      return Attempt.failed(
          "", Attempt.End.IN_VAIN, "The receiver was stopped in the middle of every try");
    }
    if (notice.stage() == Stage.FALLBACK) {
      return options.fallback().isPresent()
          ? push.send(options.fallback().get(), new Reach(true), notice)
          : Attempt.failed("", Attempt.End.IN_VAIN, "There is no fallback");
    }
    Optional<HookBook.Kept> hook = hooks.of(notice.assignee());
    return hook.isPresent()
        ? push.send(hook.get().target(), new Reach(options.toPrivate()), notice)
        : Attempt.failed("", Attempt.End.IN_VAIN, "The user has no hook");
  }

  private void end(Notice notice, Attempt attempt) {
    int tries = notice.attempts() + 1;
    Instant now = clock.instant();
    Stage next =
        switch (attempt.end()) {
          case SENT -> Stage.SENT;
          case TRY_AGAIN -> tries < TRIES ? notice.stage() : after(notice.stage());
          case IN_VAIN -> after(notice.stage());
        };
    Instant due = now;
    if (next == notice.stage()) {
      due = now.plus(FIRST_DELAY.multipliedBy((long) Math.pow(GROWTH, tries - 1)));
    }
    notices.end(notice, attempt, now, next, due);
    if (next == Stage.FAILED) {
      log.warn(
          "{} could not be told of {}: {}",
          notice.assignee(),
          notice.id(),
          attempt.reason().orElse(""));
    }
  }

  private Stage after(Stage stage) {
    return stage == Stage.PUSH && options.fallback().isPresent() ? Stage.FALLBACK : Stage.FAILED;
  }

  /// Breaks tries off: they are made again at the next start.
  @Override
  public void close() {
    closing = true;
    thread.letEnd();
    wake.raise();
    pool.shutdownNow();
    push.close();
    try {
      boolean _ = pool.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.join(LINGER)) {
      thread.stop();
    }
  }
}
