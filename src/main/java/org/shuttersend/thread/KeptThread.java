package org.shuttersend.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does not die in silence. Work that breaks off by an exception or error nobody
/// foresaw is logged with its stack, rests for a while, and is begun again; where that does not
/// help, work the program lives by ends as [WorkLost], and any other is tried now and then.
///
/// This is the one place that decides about it: the work catches only what it has an answer to.
public final class KeptThread {
  private static final Logger log = LoggerFactory.getLogger(KeptThread.class);

  private final Work work;
  private final Runnable beforeAgain;
  private final boolean vital;
  private final Restarts restarts;
  private final Thread thread;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Optional<Breakdown> breakdown = Optional.empty();

  /// What the thread does until it is to end. Begun anew, it starts from what is right then.
  @FunctionalInterface
  public interface Work {
    /// Returns, or is interrupted, when it is to end.
    void run() throws InterruptedException;
  }

  /// The work broke off and rests.
  ///
  /// @param pause how long it rests
  public record Breakdown(Throwable cause, Duration pause) {
    /// The kind of the cause and its words.
    public String what() {
      String words = cause.getMessage() == null ? "" : ": " + cause.getMessage();
      return cause.getClass().getSimpleName() + words;
    }
  }

  private KeptThread(
      Thread.Builder builder, Work work, Runnable beforeAgain, boolean vital, Restarts restarts) {
    this.work = work;
    this.beforeAgain = beforeAgain;
    this.vital = vital;
    this.restarts = restarts;
    this.thread = builder.unstarted(this::keep);
  }

  /// Work the program lives by: without it, it would only pretend.
  ///
  /// @param builder the thread, with its name
  /// @param beforeAgain has looked for anew what the break made it miss; on the same thread
  public static KeptThread vital(
      Thread.Builder.OfPlatform builder, Work work, Runnable beforeAgain, Restarts restarts) {
    return new KeptThread(builder, work, beforeAgain, true, restarts);
  }

  /// As usual, with nothing to make up for.
  public static KeptThread vital(Thread.Builder.OfPlatform builder, Work work) {
    return vital(builder, work, () -> {}, Restarts.USUAL);
  }

  /// Work that is good to have: nothing is lost without it.
  public static KeptThread helpful(Thread.Builder.OfPlatform builder, Work work) {
    return new KeptThread(builder, work, () -> {}, false, Restarts.USUAL);
  }

  public KeptThread start() {
    thread.start();
    return this;
  }

  /// Set while the work rests after it broke off. Any thread.
  public Optional<Breakdown> breakdown() {
    return breakdown;
  }

  /// The work is to end by itself, and is not begun again.
  public void letEnd() {
    end.countDown();
  }

  /// The work is broken off for good.
  public void stop() {
    end.countDown();
    thread.interrupt();
  }

  /// @return whether it has ended by then, or never began
  public boolean join(Duration time) {
    try {
      return !thread.isAlive() || thread.join(time.isPositive() ? time : Duration.ofMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  /// For those that wake it by `LockSupport`.
  public Thread thread() {
    return thread;
  }

  private void keep() {
    int breaks = 0;
    boolean again = false;
    while (true) {
      long began = restarts.nanos().getAsLong();
      Throwable cause;
      try {
        if (again) {
          beforeAgain.run();
          breakdown = Optional.empty();
        }
        work.run();
        return;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        cause = e;
      }
      if (isEnding()) {
        return; // what it worked with is being closed under its hands
      }
      breaks = restarts.nanos().getAsLong() - began < restarts.calm().toNanos() ? breaks : 0;
      again = true;
      if (!rest(cause, breaks++)) {
        return;
      }
    }
  }

  private boolean isEnding() {
    return end.getCount() == 0 || thread.isInterrupted();
  }

  /// @return whether to begin again
  private boolean rest(Throwable cause, int breaks) {
    if (vital && breaks >= restarts.most()) {
      throw new WorkLost(thread.getName(), cause);
    }
    Duration pause = restarts.pause(breaks);
    breakdown = Optional.of(new Breakdown(cause, pause));
    tell(cause, pause);
    try {
      return !end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void tell(Throwable cause, Duration pause) {
    try {
      log.error(
          "{} broke off and begins again in {} s", thread.getName(), pause.toSeconds(), cause);
    } catch (Throwable _) {
      // Not even memory for a line in the log: the break itself must not be lost over it.
    }
  }
}
