package org.shuttersend.machine;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How often the computer is asked, and for how long an answer is waited for and believed.
///
/// @param first for so long whoever starts waits for the first look at all
/// @param period between one look and the next
/// @param limit of each call
/// @param fresh what was found out before that is not known any more
/// @param nanos the steady clock
record Rhythm(Duration first, Duration period, Duration limit, Duration fresh, LongSupplier nanos) {
  static final Rhythm USUAL =
      new Rhythm(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(40),
          System::nanoTime);
}
