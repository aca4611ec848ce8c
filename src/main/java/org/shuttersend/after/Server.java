package org.shuttersend.after;

import java.util.Optional;

/// The server photos are sent to. What it confirmed is worth nothing once another one has its
/// place: so nothing is moved before it has said who it is. Any thread.
public interface Server {

  /// Its id, once the catalog knows that it is this one; empty before it answered, once it was
  /// lost, and where it has none.
  Optional<String> connected();

  /// Whether it is the one that answers at this moment. Asks it, and waits for its answer.
  boolean isStill(String id);
}
