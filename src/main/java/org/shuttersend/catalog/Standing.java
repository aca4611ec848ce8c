package org.shuttersend.catalog;

import java.time.Instant;
import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;

/// What the catalog holds of a file as it lies there now.
///
/// @param match whether it is this very version that is known
/// @param state of the version that is known; empty if none is
/// @param reason why it waits or failed
/// @param hash of the content, if it is this version and was read
/// @param confirmed since when the server's own hash is known to be `hash` and its work done; empty
///   for a server that does not tell what it stored
public record Standing(
    Match match,
    Optional<PhotoState> state,
    Optional<Reason> reason,
    Optional<ContentHash> hash,
    Optional<Instant> confirmed) {

  public static final Standing UNKNOWN =
      new Standing(
          Match.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public enum Match {
    /// Exactly the file that lies there.
    SAME,
    /// Another version of it.
    OTHER,
    /// Nothing at this path, or that of another card.
    NONE
  }

  /// Whether it is at its end and was there for good, as far as the catalog knows.
  public boolean isDelivered() {
    return match == Match.SAME
        && hash.isPresent()
        && state.filter(s -> s == PhotoState.PROCESSED || s == PhotoState.DUPLICATE).isPresent();
  }
}
