package org.shuttersend.destination;

/// Hears of each read of our own file while it is sent: one may never come back, as on a share that
/// hangs. Called on the sending thread.
public interface Reading {

  /// A read begins.
  default void begins() {}

  /// It came back.
  ///
  /// @throws LocalFileException if nobody waits for it any more
  default void ends() throws LocalFileException {}
}
