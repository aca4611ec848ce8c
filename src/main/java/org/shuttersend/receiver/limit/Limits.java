package org.shuttersend.receiver.limit;

import java.time.Duration;
import java.util.Map;

/// What is allowed, each user and each [Kind] for itself.
///
/// @param debounce how long the same change by the same user is taken for a mistake; zero for never
public record Limits(Map<Kind, Limit> limits, Duration debounce) {
  public static final Duration DEBOUNCE = Duration.ofSeconds(2);

  /// Nothing is limited.
  public static final Limits NONE = new Limits(Map.of(), Duration.ZERO);

  private static final Limit UNLIMITED = new Limit(0, Duration.ZERO);

  public Limits {
    limits = Map.copyOf(limits);
  }

  Limit of(Kind kind) {
    return limits.getOrDefault(kind, UNLIMITED);
  }
}
