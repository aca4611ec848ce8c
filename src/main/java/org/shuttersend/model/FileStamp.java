package org.shuttersend.model;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/// What a look at a file tells without reading it. Two equal stamps mean: nothing was written in
/// between.
///
/// @param size bytes
/// @param modified the time of the last write, as precise as the file system keeps it
/// @param fileKey device and inode, empty where the system has none
public record FileStamp(long size, Instant modified, String fileKey) {

  /// The stamp in attributes already read: every room that looks at a file makes it the same way.
  public static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Objects.toString(attributes.fileKey(), ""));
  }
}
