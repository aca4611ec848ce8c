package org.shuttersend.watch;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.shuttersend.thread.Restarts;

/// What a watcher works with: the system's, or in a test others.
///
/// @param clock the wall clock
/// @param nanos the steady clock
/// @param restarts how a thread that broke off begins again
record Tools(
    EventSource.Opener opener,
    Rhythm rhythm,
    Clock clock,
    LongSupplier nanos,
    WatchLedger ledger,
    Restarts restarts) {

  Tools(
      EventSource.Opener opener,
      Rhythm rhythm,
      Clock clock,
      LongSupplier nanos,
      WatchLedger ledger) {
    this(opener, rhythm, clock, nanos, ledger, Restarts.USUAL);
  }

  static Tools usual(Clock clock, WatchLedger ledger) {
    return new Tools(SystemEvents::open, Rhythm.USUAL, clock, System::nanoTime, ledger);
  }
}
