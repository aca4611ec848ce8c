package org.shuttersend.upload.governor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.LocalFileException;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.shuttersend.model.ServerQueue;

/// One per destination, asked before every upload, every request and every piece of a photo, and
/// told every outcome. Here threads wait; what they wait for is the [Regulator]'s to decide. Those
/// who ask for the same go in the order they came.
public final class Governor implements Gate {
  /// Looks again at every change and at least so often, since the clock may jump.
  private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();

  /// Longer than this no request waits for a server that wants to be left alone: its photo goes
  /// back into the line.
  private static final long MOMENT = Duration.ofSeconds(1).toNanos();

  private final Clock clock;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Semaphore requestTurn = new Semaphore(1, true);
  private final Semaphore byteTurn = new Semaphore(1, true);

  /// Guarded by lock.
  private final Regulator regulator;

  /// @param maximum uploads at once
  /// @param nanos the steady clock
  public Governor(int maximum, Clock clock, LongSupplier nanos, RandomGenerator random) {
    this.clock = clock;
    this.nanos = nanos;
    this.regulator = new Regulator(maximum, now(), random);
  }

  private Moment now() {
    return new Moment(nanos.getAsLong(), clock.instant());
  }

  /// Waits until one more upload may begin. Each return must be followed by one [#succeeded] or
  /// [#failed].
  public void acquire(Load load) throws InterruptedException {
    await(now -> regulator.mayBegin(load, now), () -> regulator.begun(load, now()));
  }

  /// Waits until one more upload might begin, without taking its place.
  public void awaitPlace() throws InterruptedException {
    await(regulator::mayBegin, () -> {});
  }

  /// Waits until a small upload might begin beside large ones that have every place, without
  /// beginning it.
  public void awaitPlaceBeside() throws InterruptedException {
    await(regulator::mayBeginBeside, () -> {});
  }

  /// Waits until nothing forbids talking to the server, without taking a place.
  public void awaitOpen() throws InterruptedException {
    await(regulator::mayTalk, () -> {});
  }

  private void await(Function<Moment, Permission> ask, Runnable taken) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      await(ask, Long.MAX_VALUE);
      taken.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Pass request() throws DeliveryException {
    boolean[] looks = {false};
    Optional<Failure> held =
        inTurn(requestTurn, regulator::mayRequest, () -> looks[0] = regulator.requested(now()));
    if (held.isPresent()) {
      throw new DeliveryException(held.get());
    }
    return new Request(looks[0]);
  }

  @Override
  public int bytes(int most) throws LocalFileException {
    int[] piece = {0};
    Optional<Failure> held =
        inTurn(
            byteTurn,
            regulator::maySend,
            () -> {
              piece[0] = regulator.piece(most);
              regulator.sent(piece[0], now());
            });
    if (held.isPresent()) {
      throw new LocalFileException(held.get());
    }
    return piece[0];
  }

  /// @param taken what to do with the permission
  /// @return why there is none
  private Optional<Failure> inTurn(
      Semaphore turn, Function<Moment, Permission> ask, Runnable taken) {
    try {
      turn.acquire();
      try {
        lock.lockInterruptibly();
        try {
          Optional<Pace.Hold> hold = await(ask, MOMENT);
          if (hold.isEmpty()) {
            taken.run();
          }
          return hold.map(this::held);
        } finally {
          lock.unlock();
        }
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Failure.Retry(Reason.of(Reason.Code.CONNECTION_LOST, "")));
    }
  }

  private Failure held(Pace.Hold hold) {
    // The user may change what he wishes at any moment: no photo is put off for longer.
    Instant until =
        hold.until()
            .filter(_ -> !hold.reason().isUsersWish())
            .orElseGet(() -> clock.instant().plusNanos(MOMENT));
    return new Failure.HoldAll(hold.reason(), until);
  }

  /// @param patience nanoseconds a hold may last to be waited for
  /// @return the hold, if it lasts longer
  private Optional<Pace.Hold> await(Function<Moment, Permission> ask, long patience)
      throws InterruptedException {
    Permission answer = ask.apply(now());
    while (!(answer instanceof Permission.Go)) {
      if (answer instanceof Permission.Held(Pace.Hold hold, long left) && left > patience) {
        return Optional.of(hold);
      }
      boolean _ = changed.await(nap(answer), TimeUnit.NANOSECONDS);
      answer = ask.apply(now());
    }
    return Optional.empty();
  }

  private static long nap(Permission answer) {
    long left =
        switch (answer) {
          case Permission.Go _ -> 0;
          case Permission.Held held -> held.nanos();
          case Permission.Wait wait -> wait.nanos();
        };
    return Math.clamp(left, 1, LONGEST_NAP);
  }

  /// The server did what was asked.
  public void succeeded(Load load) {
    change(now -> regulator.succeeded(load, now));
  }

  /// The upload ended otherwise. Failures that are the photo's own hold nobody else.
  public void failed(Load load, Failure failure) {
    change(now -> regulator.failed(load, failure, now));
  }

  /// A question to the server, not an upload, failed: whatever the reason, no photo is to blame,
  /// and asking again at once would not help.
  public void refused(Failure failure) {
    change(now -> regulator.refused(failure, now));
  }

  /// A question to the server was answered.
  public void answered() {
    change(regulator::answered);
  }

  /// What the server said of its queue.
  public void heard(ServerQueue queue) {
    change(now -> regulator.heard(queue, now));
  }

  /// @param uploads at once, at least 1
  public void maximum(int uploads) {
    change(now -> regulator.maximum(uploads, now));
  }

  /// @param most of all requests, of whatever kind; empty for no limit
  public void requestsPerSecond(OptionalDouble most) {
    change(_ -> regulator.requestsPerSecond(most));
  }

  /// @param most of photos, all uploads together; empty for no limit
  public void bytesPerSecond(OptionalLong most) {
    change(now -> regulator.bytesPerSecond(most, now));
  }

  /// The user or the machine forbids sending; what is under way is broken off, and goes on from
  /// there another time.
  ///
  /// @param cause one of [Reason#isUsersWish]; another hold of the same cause takes its place
  public void stop(Reason.Code cause, Pace.Hold hold) {
    change(_ -> regulator.stop(cause, hold));
  }

  /// This is no reason any more.
  public void go(Reason.Code cause) {
    change(_ -> regulator.go(cause));
  }

  /// Ends what the server made us wait for before its time: the user asked for it.
  public void tryNow() {
    change(regulator::tryNow);
  }

  private void change(Consumer<Moment> update) {
    lock.lock();
    try {
      update.accept(now());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// When what the server made us wait for is over; now if there is nothing.
  public Instant heldUntil() {
    return look(() -> regulator.heldUntil(now()));
  }

  /// @param bytesPerSecond measured by the caller
  public Pace pace(double bytesPerSecond) {
    return look(() -> regulator.pace(bytesPerSecond, now()));
  }

  private <T> T look(Supplier<T> at) {
    lock.lock();
    try {
      return at.get();
    } finally {
      lock.unlock();
    }
  }

  /// One request on its way. Used by the thread that sends it.
  private final class Request implements Pass {
    private boolean looks;

    /// @param looks whether it is sent to see whether the server is back
    Request(boolean looks) {
      this.looks = looks;
    }

    @Override
    public void answered() {
      change(regulator::answered);
    }

    @Override
    public void failed(Failure failure) {
      change(now -> regulator.answeredWith(failure, now));
    }

    @Override
    public void quota(long remaining, Duration reset) {
      change(now -> regulator.quota(remaining, reset, now));
    }

    @Override
    public void close() {
      if (looks) {
        looks = false;
        change(_ -> regulator.looked());
      }
    }
  }
}
