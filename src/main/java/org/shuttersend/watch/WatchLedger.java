package org.shuttersend.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.shuttersend.model.WatchBudget;

/// How many watches all hot folders of this program have, and what the system's limit leaves. One
/// for all folders, any thread.
public final class WatchLedger {
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(10);

  private final LongSupplier nanos;
  private final LongSupplier countOthers;
  private final AtomicLong ours = new AtomicLong();
  private volatile long others;
  private volatile long limit;

  /// Guarded by this.
  private Optional<Long> counted = Optional.empty();

  /// Guarded by this.
  private boolean warned;

  public WatchLedger() {
    this(System::nanoTime, OtherWatches::count);
  }

  WatchLedger(LongSupplier nanos, LongSupplier countOthers) {
    this.nanos = nanos;
    this.countOthers = countOthers;
  }

  void add(long watches) {
    ours.addAndGet(watches);
  }

  /// Counts those of other programs again where that was long ago: some milliseconds.
  synchronized void recount() {
    long now = nanos.getAsLong();
    if (counted.isEmpty() || now - counted.get() >= BETWEEN_COUNTS.toNanos()) {
      others = countOthers.getAsLong();
      limit = WatchLimits.watches().number();
      counted = Optional.of(now);
    }
  }

  /// @return whether this is the first time somebody asks
  synchronized boolean warnOnce() {
    boolean first = !warned;
    warned = true;
    return first;
  }

  /// @param folder watches of the folder that asks
  /// @return empty where the system has no limit, and until the first count
  Optional<WatchBudget> budget(long folder) {
    long most = limit;
    return most == 0
        ? Optional.empty()
        : Optional.of(new WatchBudget(folder, ours.get() + others, most));
  }
}
