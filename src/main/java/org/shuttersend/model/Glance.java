package org.shuttersend.model;

/// What one look at a file tells.
public sealed interface Glance {

  /// A regular file.
  record Seen(FileStamp stamp) implements Glance {}

  /// Certainly no regular file there: nothing of this name, something else than a file, or a parent
  /// that is no directory.
  record Absent() implements Glance {}

  /// It could not be looked at (no permission, a share that does not answer): nothing may be
  /// concluded.
  record Unknown(String why) implements Glance {}

  /// Whether it was seen, and as this stamp says.
  default boolean isStill(FileStamp stamp) {
    return this instanceof Seen(FileStamp now) && now.isSame(stamp);
  }
}
