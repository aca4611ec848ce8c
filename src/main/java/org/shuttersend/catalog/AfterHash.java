package org.shuttersend.catalog;

/// What the catalog says once a claimed photo's content is known.
public sealed interface AfterHash {

  /// New content: ask the server, then send.
  record Ready(Claim claim) implements AfterHash {}

  /// Settled without the server: the content was accepted before, the file was only touched, or the
  /// row changed hands.
  record Settled(Claim claim) implements AfterHash {}
}
