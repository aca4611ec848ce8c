package org.shuttersend.model;

import java.time.Instant;
import java.util.Optional;

/// How fast photos go and why not faster.
///
/// @param sending uploads under way
/// @param maximum uploads allowed at once
/// @param hold what everything waits for, if anything
public record Pace(int sending, int maximum, double bytesPerSecond, Optional<Hold> hold) {

  /// @param until empty when it ends by somebody's action, not by time
  public record Hold(Reason reason, Optional<Instant> until) {}
}
