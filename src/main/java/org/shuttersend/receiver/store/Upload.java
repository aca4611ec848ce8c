package org.shuttersend.receiver.store;

import java.time.Instant;
import java.util.Optional;

/// One upload: the name of its file, what it is to become, and the receipt once it is finished.
///
/// @param touchedAt the last time its sender was heard of
public record Upload(String id, Incoming incoming, Instant touchedAt, Optional<Stored> stored) {

  /// The same, its sender heard of now.
  public Upload touched(Instant now) {
    return new Upload(id, incoming, now, stored);
  }

  /// The same with this receipt.
  public Upload with(Stored receipt) {
    return new Upload(id, incoming, touchedAt, Optional.of(receipt));
  }
}
