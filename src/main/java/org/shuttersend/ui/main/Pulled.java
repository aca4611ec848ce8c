package org.shuttersend.ui.main;

import org.shuttersend.model.Overview;

/// What one round of the feed brought to the screen.
sealed interface Pulled {
  record Snapshot(Overview overview, Rows rows) implements Pulled {}

  /// The feed failed; what is shown stays, and the window says that it is old.
  record Failed(String detail) implements Pulled {}
}
