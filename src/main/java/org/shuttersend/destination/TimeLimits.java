package org.shuttersend.destination;

import java.time.Duration;

/// How long a destination is waited for.
///
/// @param connect until there is a connection; shorter than `control`, so that it is known which of
///   the two it was
/// @param control a whole question with its answer
/// @param stall a request with a photo's bytes ends when none has moved for so long
record TimeLimits(Duration connect, Duration control, Duration stall) {
  static final TimeLimits USUAL =
      new TimeLimits(Duration.ofSeconds(8), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /// For what is watched by its progress: so that there is an end all the same.
  static final Duration LAST_RESORT = Duration.ofMinutes(15);
}
