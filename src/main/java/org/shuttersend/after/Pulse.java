package org.shuttersend.after;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Whether the work on a hot folder goes on: a call to a disk that does not answer may never come
/// back. Beaten by the moving thread, felt by any.
final class Pulse {
  /// A disk that wakes from its sleep takes less, and so does a server that is asked.
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private volatile OptionalLong last = OptionalLong.empty();

  /// @param nanos the steady clock
  Pulse(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// The next step begins.
  void beat() {
    last = OptionalLong.of(nanos.getAsLong());
  }

  /// There is nothing to do.
  void rest() {
    last = OptionalLong.empty();
  }

  /// Whether a step has not come back for too long.
  boolean isSilent() {
    OptionalLong begun = last;
    return begun.isPresent() && nanos.getAsLong() - begun.getAsLong() > PATIENCE.toNanos();
  }
}
