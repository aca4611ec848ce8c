package org.shuttersend.catalog;

import java.util.Map;
import java.util.function.Predicate;
import org.shuttersend.model.PhotoState;

/// Photos and bytes by state at one moment.
public record Tallies(Map<PhotoState, Tally> byState) {

  /// Photos and bytes in one state.
  public record Tally(long photos, long bytes) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
      return new Tally(photos + other.photos, bytes + other.bytes);
    }
  }

  public Tallies {
    byState = Map.copyOf(byState);
  }

  public Tally of(PhotoState state) {
    return byState.getOrDefault(state, Tally.NONE);
  }

  /// On their way.
  public Tally open() {
    return sum(PhotoState::isOpen);
  }

  /// Of those, what the server does not have yet as far as is known.
  public Tally unsent() {
    return of(PhotoState.QUEUED).plus(of(PhotoState.SENDING)).plus(of(PhotoState.HELD));
  }

  public Tally attention() {
    return sum(PhotoState::needsAttention);
  }

  /// At the server for good, sent by us or there already.
  public Tally delivered() {
    return of(PhotoState.PROCESSED).plus(of(PhotoState.DUPLICATE));
  }

  private Tally sum(Predicate<PhotoState> which) {
    return byState.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Tally.NONE, Tally::plus);
  }
}
