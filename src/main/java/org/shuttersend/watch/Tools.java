package org.shuttersend.watch;

import java.time.Clock;
import java.util.function.LongSupplier;

/// What a watcher works with: the system's, or in a test others.
///
/// @param clock the wall clock
/// @param nanos the steady clock
record Tools(
    EventSource.Opener opener, Rhythm rhythm, Clock clock, LongSupplier nanos, WatchLedger ledger) {

  static Tools usual(Clock clock, WatchLedger ledger) {
    return new Tools(SystemEvents::open, Rhythm.USUAL, clock, System::nanoTime, ledger);
  }
}
