package org.shuttersend.watch;

import java.time.Duration;

/// Rhythms that tests need not wait for.
final class Rhythms {
  /// A cheap look is never compared with the events.
  static final Rhythm QUICK =
      new Rhythm(
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofHours(1));

  private Rhythms() {}
}
