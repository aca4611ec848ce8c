package org.shuttersend.receiver.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How slowly a body may come: in each period that was waited for it, so many bytes a second.
///
/// @param bytesPerSecond 0 for as slowly as it likes
/// @param nanos a steady clock
record Pace(long bytesPerSecond, Duration period, LongSupplier nanos) {
  /// What a period has to bring.
  long bytes() {
    return bytesPerSecond * period.toSeconds();
  }
}
