package org.shuttersend.settle;

/// What can be told of a quiet file from outside.
public enum Readiness {
  /// Nothing speaks against it.
  COMPLETE,
  /// Quiet, but by its own format there should be more of it: a copy that stalled, or a photo that
  /// is damaged on the card already.
  CUT_OFF,
  /// Some program has it open for writing.
  BEING_WRITTEN,
  /// It may not be opened, or another program keeps it locked.
  UNREADABLE
}
