package org.shuttersend.catalog;

/// The numbers the database stores for what becomes of a file after it was sent. They never change.
final class MoveCode {
  static final int NONE = 0;

  /// On the list of what is to be moved.
  static final int WANTED = 1;

  /// Written down before the file is moved.
  static final int INTENDED = 2;

  static final int MOVED = 3;

  /// The user put it back, or took it away himself: it is not ours to move any more.
  static final int LEFT = 4;

  /// It cannot be moved now, and is tried again.
  static final int LATER = 5;

  private MoveCode() {}
}
