package org.shuttersend.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks now and then whether the facts hold that somebody wants to know. Polls, since services
/// come and go, hang and start anew, and a signal that did not come would look like one that was
/// not sent. Nothing is connected, loaded or started before [#follow].
public final class Machine implements MeteredNetwork, BatteryPower, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Machine.class);

  private final Optional<Path> socket;
  private final Rhythm rhythm;
  private final Runnable onChange;
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("machine"), this::run);

  // All guarded by this.
  private final Set<Fact> followed = EnumSet.noneOf(Fact.class);
  private final Map<Fact, Found> found = new EnumMap<>(Fact.class);
  private boolean started;
  private boolean ended;

  /// The bus of the last look. Owned by the thread.
  private Optional<SystemBus> bus = Optional.empty();

  /// What a service said.
  ///
  /// @param holds empty if there is no such service, or it does not know
  private record Answer(Optional<Boolean> holds) {}

  /// @param holds empty if nobody could tell
  private record Found(Optional<Boolean> holds, long nanos) {}

  /// @param socket of the bus; empty where there is none
  Machine(Optional<Path> socket, Rhythm rhythm, Runnable onChange) {
    this.socket = socket;
    this.rhythm = rhythm;
    this.onChange = onChange;
  }

  /// The computer this runs on. Where there is no D-Bus, as on Windows and macOS, nothing holds.
  ///
  /// @param onChange hears, on a thread of its own and after the change, that a fact may hold now
  ///   that did not, or the other way round; must not wait
  public static Machine here(Runnable onChange) {
    return new Machine(BusSocket.here(), Rhythm.USUAL, onChange);
  }

  /// Which facts are wanted from now on; the others do not hold. Never waits. Any thread.
  public synchronized void follow(boolean metered, boolean onBattery) {
    followed.clear();
    if (metered) {
      followed.add(Fact.METERED);
    }
    if (onBattery) {
      followed.add(Fact.ON_BATTERY);
    }
    found.keySet().retainAll(followed);
    if (!followed.isEmpty() && socket.isPresent() && !started && !ended) {
      started = true;
      thread.start();
    }
    notifyAll();
  }

  /// Returns when each fact that is wanted was looked for once, or after the time for that.
  public synchronized void awaitFirstLook() {
    long end = System.nanoTime() + rhythm.first().toNanos();
    try {
      long left = rhythm.first().toNanos();
      while (started && !ended && left > 0 && !found.keySet().containsAll(followed)) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isMetered() {
    return holds(Fact.METERED);
  }

  @Override
  public boolean isOnBattery() {
    return holds(Fact.ON_BATTERY);
  }

  private synchronized boolean holds(Fact fact) {
    return Optional.ofNullable(found.get(fact))
        .filter(this::isFresh)
        .flatMap(Found::holds)
        .orElse(false);
  }

  private boolean isFresh(Found last) {
    return rhythm.nanos().getAsLong() - last.nanos < rhythm.fresh().toNanos();
  }

  private void run() throws InterruptedException {
    try {
      for (Set<Fact> wanted = wanted(); !wanted.isEmpty(); wanted = wanted()) {
        boolean changed = false;
        for (Fact fact : wanted) {
          changed |= note(fact, look(fact));
        }
        if (changed) {
          onChange.run();
        }
        rest(wanted);
      }
    } finally {
      drop();
    }
  }

  /// Waits while nothing is wanted; empty at the end.
  private synchronized Set<Fact> wanted() throws InterruptedException {
    while (followed.isEmpty() && !ended) {
      wait();
    }
    return ended ? Set.of() : EnumSet.copyOf(followed);
  }

  /// Until it is time for the next look, or something else is wanted.
  private synchronized void rest(Set<Fact> looked) throws InterruptedException {
    long end = System.nanoTime() + rhythm.period().toNanos();
    long left = end - System.nanoTime();
    while (left > 0 && !ended && looked.containsAll(followed)) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  /// Empty if it could not be asked, or did not answer in time.
  private Optional<Answer> look(Fact fact) throws InterruptedException {
    Path path = socket.orElseThrow();
    if (bus.isEmpty() && Files.exists(path)) {
      bus = limited(() -> SystemBus.connect(path));
    }
    if (bus.isEmpty()) {
      return Optional.empty();
    }
    SystemBus connected = bus.get();
    Optional<Answer> answer = limited(() -> new Answer(connected.ask(fact).map(fact::holds)));
    if (answer.isEmpty()) {
      drop(); // what comes late would be taken for the next answer
    }
    return answer;
  }

  private void drop() {
    bus.ifPresent(SystemBus::close);
    bus = Optional.empty();
  }

  /// What comes of it within the limit; empty if it fails, in whatever way, or takes longer. Then
  /// it is interrupted, which closes what it waits for.
  private <T> Optional<T> limited(Callable<T> work) throws InterruptedException {
    var task = new FutureTask<T>(work);
    Thread.ofVirtual().name("machine-bus").start(task);
    try {
      return Optional.of(task.get(rhythm.limit().toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      log.debug("The system's bus does not answer", e.getCause());
      return Optional.empty();
    } catch (TimeoutException e) {
      boolean cameLate = !task.cancel(true) && task.state() == Future.State.SUCCESS;
      return cameLate ? Optional.of(task.resultNow()) : Optional.empty();
    } finally {
      task.cancel(true);
    }
  }

  /// One answer that is late is no news: what was known stays so while it is fresh.
  ///
  /// @return whether the fact holds now and did not before, or the other way round
  private boolean note(Fact fact, Optional<Answer> answer) {
    Optional<Boolean> before;
    Optional<Boolean> holds = answer.flatMap(Answer::holds);
    synchronized (this) {
      Optional<Found> last = Optional.ofNullable(found.get(fact));
      boolean stays = answer.isEmpty() && last.filter(this::isFresh).isPresent();
      if (stays || !followed.contains(fact)) {
        return false;
      }
      before = last.flatMap(Found::holds);
      found.put(fact, new Found(holds, rhythm.nanos().getAsLong()));
      notifyAll();
    }
    if (before.equals(holds)) {
      return false;
    }
    log.info("{}: {}", fact, holds.map(Object::toString).orElse("not known"));
    return !before.orElse(false).equals(holds.orElse(false));
  }

  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    thread.stop();
  }
}
