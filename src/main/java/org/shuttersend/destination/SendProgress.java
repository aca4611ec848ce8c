package org.shuttersend.destination;

/// Hears how a send goes on; called on the sending thread.
public interface SendProgress extends Reading {

  /// The upload has a place on the server, from which it can go on after a cut. Called before its
  /// bytes are sent.
  void located(String location);

  /// So many bytes of the file are sent, counted from its beginning. First it is told how many the
  /// server had before.
  void sent(long bytes);
}
