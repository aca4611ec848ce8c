package org.shuttersend.after;

import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.ContentHash;

/// The server photos are sent to. What it confirmed is worth nothing once another one has its
/// place: so nothing is moved before it has said who it is. Any thread.
public interface Server {

  /// Its id, once the catalog knows that it is this one; empty before it answered, once it was
  /// lost, and where it has none.
  Optional<String> connected();

  /// How many contents it is asked about at once.
  int ASKED = 1000;

  /// Which of these contents it has at this moment, and has done all its work with. Asks it, and
  /// waits for its answer.
  ///
  /// @param contents at most [#ASKED]
  /// @return empty where it did not answer, cannot say, or is not the one with this id
  Optional<Set<ContentHash>> holds(String id, Set<ContentHash> contents);

  /// Whether it is the one that answers at this moment. Asks it, and waits for its answer.
  boolean isStill(String id);
}
