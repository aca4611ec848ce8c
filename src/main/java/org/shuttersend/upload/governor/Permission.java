package org.shuttersend.upload.governor;

import org.shuttersend.model.Pace;

/// The answer to whoever wants to begin something.
sealed interface Permission {
  Permission GO = new Go();

  /// At once.
  record Go() implements Permission {}

  /// Not yet; to be asked again then, or when something has changed.
  ///
  /// @param nanos from now on
  record Wait(long nanos) implements Permission {}

  /// Nothing goes on, for a reason people are told.
  ///
  /// @param nanos after which it is worth asking again
  record Held(Pace.Hold hold, long nanos) implements Permission {}
}
