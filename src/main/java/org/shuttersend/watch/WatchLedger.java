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

  /// Room is asked for now and then by every folder that is polled.
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final LongSupplier countOthers;
  private final AtomicLong ours = new AtomicLong();
  private volatile long others;
  private volatile long limit;

  /// Guarded by this.
  private Optional<Long> counted = Optional.empty();

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
  void recount() {
    recount(BETWEEN_COUNTS);
  }

  /// Whether so many more watches are likely to be had.
  boolean hasRoomFor(long watches) {
    recount(BETWEEN_QUESTIONS);
    return limit - ours.get() - others > watches;
  }

  private synchronized void recount(Duration pause) {
    long now = nanos.getAsLong();
    if (counted.isEmpty() || now - counted.get() >= pause.toNanos()) {
      others = countOthers.getAsLong();
      limit = WatchLimits.watches().number();
      counted = Optional.of(now);
    }
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
