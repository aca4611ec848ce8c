package org.shuttersend.model;

/// The lists of the window and of `shuttersend list`.
public enum PhotoList {
  /// On its way, the liveliest first, with what this batch has delivered.
  TRANSFERS,
  /// Delivered, the newest first.
  DELIVERED,
  /// Failed or refused, the newest first.
  ATTENTION
}
