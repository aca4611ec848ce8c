package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// When a file came to where it is. The time of its last write does not tell: a copy from a card
/// keeps that of the shot.
public final class Arrival {
  private static final String CHANGED = "unix:ctime";

  private Arrival() {}

  /// The latest time the system knows of it, since to take an old file for a new one only sends a
  /// photo too many. On Unix the system's own note of the last change, which no program can set;
  /// elsewhere the creation.
  ///
  /// @throws IOException if the file cannot be looked at
  public static Instant of(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Instant created = attributes.creationTime().toInstant();
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return created;
    }
    var changed = (FileTime) Files.getAttribute(file, CHANGED, LinkOption.NOFOLLOW_LINKS);
    return changed.toInstant().isAfter(created) ? changed.toInstant() : created;
  }
}
