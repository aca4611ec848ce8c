package org.shuttersend.upload.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;

/// What the server's answers, or its silence, make everything wait for. A wait is over when either
/// clock says so: one stands still while the machine sleeps, the other may be set. Not thread-safe.
final class ServerHold {
  private static final Duration SLOWEST_LOOK = Duration.ofMinutes(1);

  /// Nobody may ask for more.
  private static final Duration LONGEST = Duration.ofHours(1);

  /// Those who were told the same time come back apart: later, never sooner.
  private static final double SPREAD = 0.5;

  private static final long MOST_SPREAD = Duration.ofSeconds(15).toNanos();
  private static final int MOST_DOUBLINGS = 6;

  /// The two clocks disagree by so much only where one was set.
  private static final Duration CLOCK_SET = Duration.ofSeconds(1);

  private final RandomGenerator random;
  private Optional<Reason> reason = Optional.empty();
  private long until;
  private Instant wallUntil = Instant.MIN;

  /// The end that was told last.
  private Instant told = Instant.MIN;

  private int failedLooks;

  ServerHold(RandomGenerator random) {
    this.random = random;
  }

  /// Whether somebody asked for this, rather than was told it here when he was refused.
  boolean isNews(Instant then, Moment now) {
    return !then.equals(told) && (isOver(now) || then.isAfter(wallUntil));
  }

  /// Until then, and a little longer.
  void until(Reason why, Instant then, Moment now) {
    long asked = Math.min(now.nanosUntil(then), LONGEST.toNanos());
    set(why, asked, spread(asked), now);
  }

  /// At least so long. What was asked for before counts if it is longer.
  private void set(Reason why, long nanos, long spread, Moment now) {
    if (isOver(now) || now.nanos() + nanos - until > 0) {
      until = now.nanos() + nanos + spread;
      wallUntil = now.wall().plusNanos(nanos + spread);
      reason = Optional.of(why);
    }
  }

  private long spread(long nanos) {
    return random.nextLong(Math.min(MOST_SPREAD, (long) (nanos * SPREAD)) + 1);
  }

  /// It was not there, or nothing can be had of it until somebody acts: from now on one look at a
  /// time, less and less often.
  ///
  /// @param first how long to wait the first time
  void lookLater(Reason why, Duration first, Moment now) {
    // What was under way together fails together: that is one failed look, not several.
    if (!isOver(now)) {
      return;
    }
    long doubled = first.toNanos() << Math.min(failedLooks, MOST_DOUBLINGS);
    long wait = Math.min(doubled, SLOWEST_LOOK.toNanos());
    failedLooks++;
    set(why, wait - spread(wait), 0, now);
  }

  /// It did what was asked.
  ///
  /// @return whether it had been away
  boolean answered() {
    boolean back = failedLooks > 0;
    failedLooks = 0;
    return back;
  }

  /// Whether one at a time looks whether it is back.
  boolean isLooking() {
    return failedLooks > 0;
  }

  /// The user asked for it.
  void endNow(Moment now) {
    until = now.nanos();
    wallUntil = now.wall();
  }

  boolean isOver(Moment now) {
    return now.nanos() - until >= 0 || !now.wall().isBefore(wallUntil);
  }

  long nanosLeft(Moment now) {
    return isOver(now) ? 0 : Math.min(until - now.nanos(), now.nanosUntil(wallUntil));
  }

  /// What is waited for, if anything; also while the server is being looked for.
  Optional<Pace.Hold> hold(Moment now) {
    return reason
        .filter(_ -> !isOver(now) || isLooking())
        .map(why -> new Pace.Hold(why, isOver(now) ? Optional.empty() : Optional.of(end(now))));
  }

  /// The same moment each time it is asked for, unless the clock was set back meanwhile.
  Instant end(Moment now) {
    Instant end = now.wall().plusNanos(nanosLeft(now));
    if (Duration.between(end, wallUntil).compareTo(CLOCK_SET) > 0) {
      wallUntil = end;
    }
    told = wallUntil;
    return wallUntil;
  }
}
