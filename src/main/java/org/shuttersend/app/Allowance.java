package org.shuttersend.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.shuttersend.catalog.PauseBook;
import org.shuttersend.model.Limits;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Pause;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Reason.Code;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Snooze;
import org.shuttersend.model.Timetable;
import org.shuttersend.thread.KeptThread;
import org.shuttersend.upload.governor.Governor;

/// What the user and the machine allow at this moment, told to the governor: the limits, the week's
/// timetable, a pause, the network and the battery. Looks when a rule ends, when something is told,
/// and now and then, since the clock may jump; where nothing was chosen, it does nothing.
final class Allowance implements AutoCloseable {
  /// At the end of a rule it may be late by so much.
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Governor governor;
  private final PauseBook book;
  private final Clock clock;
  private final Supplier<ZoneId> zone;
  private final BooleanSupplier metered;
  private final BooleanSupplier onBattery;
  private final Semaphore news = new Semaphore(0);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("allowance"), this::run);

  /// The user's last wish that was not taken up yet.
  private final AtomicReference<Optional<Wish>> wish = new AtomicReference<>(Optional.empty());

  /// Replaced as a whole by any thread.
  private volatile Limits limits;

  /// Owned by the thread, once it runs.
  private Optional<Pause> pause = Optional.empty();

  /// @param snooze empty to go on
  /// @param at when it was made
  private record Wish(Optional<Snooze> snooze, Instant at) {}

  /// @param zone of the user's clock, now
  /// @param metered whether the network is paid by its use, now
  /// @param onBattery whether the computer runs on its battery, now
  Allowance(
      Limits limits,
      Governor governor,
      PauseBook book,
      Clock clock,
      Supplier<ZoneId> zone,
      BooleanSupplier metered,
      BooleanSupplier onBattery) {
    this.limits = limits;
    this.governor = governor;
    this.book = book;
    this.clock = clock;
    this.zone = zone;
    this.metered = metered;
    this.onBattery = onBattery;
  }

  /// A pause that the last run was in goes on. Only before the start.
  void takeUpPause() {
    pause = book.read(clock.instant());
  }

  /// What is forbidden now is so when this returns.
  void start() {
    look();
    thread.start();
  }

  /// Something has changed. Any thread.
  void changed() {
    news.release();
  }

  /// The user chose others; they hold within a moment, for uploads under way as well. Any thread.
  void limits(Limits chosen) {
    limits = chosen;
    changed();
  }

  /// The user pauses. Returns at once. Any thread.
  void pause(Snooze snooze) {
    want(Optional.of(snooze));
  }

  /// The user ends the pause. Returns at once. Any thread.
  void resume() {
    want(Optional.empty());
  }

  private void want(Optional<Snooze> snooze) {
    wish.set(Optional.of(new Wish(snooze, clock.instant())));
    changed();
  }

  private void run() throws InterruptedException {
    while (true) {
      boolean changes = look();
      if (changes) {
        boolean _ = news.tryAcquire(LONGEST_NAP.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        news.acquire();
      }
      news.drainPermits();
    }
  }

  /// @return whether time alone may bring something else
  private boolean look() {
    takeWish();
    Instant now = clock.instant();
    Limits chosen = limits;
    governor.maximum(chosen.maxUploads());
    governor.requestsPerSecond(
        chosen.maxRequestsPerSecond().isPresent()
            ? OptionalDouble.of(chosen.maxRequestsPerSecond().getAsInt())
            : OptionalDouble.empty());
    pause = pause.flatMap(paused -> paused.at(now));
    stopWhile(pause.isPresent(), Code.PAUSED, pause.map(Pause::hold));
    Timetable.At at = chosen.timetable().at(now, zone.get());
    SendingRule rule = chosen.under(at.rule());
    stopWhile(
        rule instanceof SendingRule.Paused,
        Code.TIMETABLE_PAUSED,
        Optional.of(new Pace.Hold(Reason.of(Code.TIMETABLE_PAUSED), at.until())));
    governor.bytesPerSecond(
        rule instanceof SendingRule.Limited(long most)
            ? OptionalLong.of(most)
            : OptionalLong.empty());
    stopWhile(
        chosen.pauseOnMetered() && metered.getAsBoolean(),
        Code.METERED_NETWORK,
        Optional.of(new Pace.Hold(Reason.of(Code.METERED_NETWORK), Optional.empty())));
    stopWhile(
        chosen.pauseOnBattery() && onBattery.getAsBoolean(),
        Code.ON_BATTERY,
        Optional.of(new Pace.Hold(Reason.of(Code.ON_BATTERY), Optional.empty())));
    return pause.flatMap(Pause::until).isPresent() || at.until().isPresent();
  }

  private void takeWish() {
    Optional<Wish> seen = Objects.requireNonNull(wish.get());
    if (seen.isPresent()) {
      Instant at = seen.get().at;
      pause = seen.get().snooze.map(snooze -> Pause.of(snooze, at, zone.get()));
      book.note(pause);
      // Not before it is taken up; one that came meanwhile is the next.
      boolean _ = wish.compareAndSet(seen, Optional.empty());
    }
  }

  /// @param cause stands for the hold, whatever it says itself
  private void stopWhile(boolean stopped, Code cause, Optional<Pace.Hold> hold) {
    if (stopped) {
      governor.stop(cause, hold.orElseThrow());
    } else {
      governor.go(cause);
    }
  }

  @Override
  public void close() {
    thread.stop();
    boolean _ = thread.join(GOODBYE);
  }
}
