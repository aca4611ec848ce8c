package org.shuttersend.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;

/// One per destination, asked before every upload and told every outcome. When the server asks for
/// time, all wait; when it cannot be reached, one at a time looks whether it is back.
public final class Governor {
  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
  private static final Duration SLOWEST_PROBE = Duration.ofMinutes(1);

  /// Answers are bounded to this too.
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);

  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private final int maximum;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by lock.
  private int running;
  private boolean paused;
  private Optional<Reason> holdReason = Optional.empty();
  private Instant holdUntil = Instant.MIN;

  /// The time at the last look.
  private Instant seen = Instant.MIN;

  private int failedProbes;

  /// @param maximum uploads at once
  public Governor(int maximum, Clock clock) {
    this.maximum = maximum;
    this.clock = clock;
  }

  /// Waits until one more upload may begin. Each return must be followed by one [#succeeded] or
  /// [#failed].
  public void acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      await(this::mayBegin);
      running++;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing forbids talking to the server, without taking a place.
  public void awaitOpen() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      await(() -> !isHeld());
    } finally {
      lock.unlock();
    }
  }

  private boolean mayBegin() {
    // While the server was not there at last look, one photo goes ahead of the others.
    int places = failedProbes > 0 ? 1 : maximum;
    return !isHeld() && running < places;
  }

  private boolean isHeld() {
    Instant now = now();
    if (holdUntil.isAfter(now.plus(LONGEST_HOLD))) {
      // Nobody may ask for that much.
      holdUntil = now;
    }
    return paused || now.isBefore(holdUntil);
  }

  /// The time; where the clock was set back, what was left to wait is still left, and no more.
  private Instant now() {
    Instant now = clock.instant();
    if (now.isBefore(seen)) {
      holdUntil =
          holdUntil.isAfter(seen) ? now.plus(Duration.between(seen, holdUntil)) : Instant.MIN;
    }
    seen = now;
    return now;
  }

  /// Looks again at every change and at least once a second, since the clock may jump.
  private void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Duration left = Duration.between(clock.instant(), holdUntil);
      boolean soon = left.isPositive() && left.compareTo(LONGEST_NAP) < 0;
      if (changed.awaitNanos((soon ? left : LONGEST_NAP).toNanos()) <= 0) {
        clearHoldThatEnded();
      }
    }
  }

  private void clearHoldThatEnded() {
    if (failedProbes == 0 && !clock.instant().isBefore(holdUntil)) {
      holdReason = Optional.empty();
    }
  }

  /// The server did what was asked.
  public void succeeded() {
    release(() -> {
      failedProbes = 0;
      holdReason = Optional.empty();
    });
  }

  /// The upload ended otherwise. Failures that are the photo's own hold nobody else.
  public void failed(Failure failure) {
    release(() -> heed(failure));
  }

  /// A question to the server, not an upload, failed: whatever the reason, no photo is to blame,
  /// and asking again at once would not help.
  public void refused(Failure failure) {
    change(() -> {
      switch (failure) {
        case Failure.HoldAll(Reason reason, Instant until) -> hold(reason, until);
        case Failure.StopAll(Reason reason) -> probeLater(reason, SLOWEST_PROBE);
        case Failure.Unreachable _, Failure.Retry _, Failure.GiveUp _, Failure.Changed _ ->
            probeLater(failure.reason(), FIRST_PROBE);
      }
    });
  }

  /// A question to the server was answered.
  public void answered() {
    change(() -> failedProbes = 0);
  }

  private void heed(Failure failure) {
    switch (failure) {
      case Failure.HoldAll(Reason reason, Instant until) -> hold(reason, until);
      case Failure.Unreachable(Reason reason) -> probeLater(reason, FIRST_PROBE);
      case Failure.StopAll(Reason reason) -> probeLater(reason, SLOWEST_PROBE);
      case Failure.Retry _, Failure.GiveUp _, Failure.Changed _ -> {}
    }
  }

  private void hold(Reason reason, Instant until) {
    now();
    if (until.isAfter(holdUntil)) {
      holdUntil = until;
    }
    holdReason = Optional.of(reason);
  }

  private void probeLater(Reason reason, Duration first) {
    // Uploads that were under way together fail together: that is one failed look, not several.
    if (!now().isBefore(holdUntil)) {
      Duration wait = first.multipliedBy(1L << Math.min(failedProbes, 6));
      failedProbes++;
      hold(reason, clock.instant().plus(wait.compareTo(SLOWEST_PROBE) > 0 ? SLOWEST_PROBE : wait));
    }
  }

  /// When the present hold ends; now if there is none.
  public Instant heldUntil() {
    lock.lock();
    try {
      Instant now = now();
      return holdUntil.isAfter(now) ? holdUntil : now;
    } finally {
      lock.unlock();
    }
  }

  public void pause() {
    change(() -> paused = true);
  }

  public void resume() {
    change(() -> paused = false);
  }

  /// Ends a hold before its time: the user asked for it.
  public void tryNow() {
    change(() -> holdUntil = Instant.MIN);
  }

  private void release(Runnable update) {
    change(() -> {
      running--;
      update.run();
    });
  }

  private void change(Runnable update) {
    lock.lock();
    try {
      update.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// @param bytesPerSecond measured by the caller
  public Pace pace(double bytesPerSecond) {
    lock.lock();
    try {
      return new Pace(running, maximum, bytesPerSecond, currentHold());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Pace.Hold> currentHold() {
    if (paused) {
      return Optional.of(new Pace.Hold(Reason.of(Reason.Code.PAUSED), Optional.empty()));
    }
    return holdReason
        .filter(_ -> clock.instant().isBefore(holdUntil) || failedProbes > 0)
        .map(reason -> new Pace.Hold(reason, Optional.of(holdUntil)));
  }
}
