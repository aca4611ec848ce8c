package org.shuttersend.receiver.store;

import org.shuttersend.model.ContentHash;

/// What came of an upload whose last byte has arrived.
public sealed interface Finish {
  /// It is stored, or was already.
  ///
  /// @param duplicate whether the owner had this content before
  record Kept(Stored stored, boolean duplicate) implements Finish {}

  /// No room for its job: the bytes are kept, to be finished later.
  record QueueFull() implements Finish {}

  /// The bytes are not those announced; they were dropped.
  record Mismatch(ContentHash actual) implements Finish {}
}
