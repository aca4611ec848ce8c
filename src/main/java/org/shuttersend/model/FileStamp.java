package org.shuttersend.model;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/// What a look at a file tells without reading it. Two equal stamps mean: nothing was written in
/// between.
///
/// @param size bytes
/// @param modified the time of the last write, as precise as the file system keeps it
/// @param fileKey the file's number on its volume (inode), empty where the system has none; without
///   the device, whose number changes whenever a card or a share is connected again
public record FileStamp(long size, Instant modified, String fileKey) {
  private static final String INODE = "ino=";

  /// What a long of nanoseconds can say: 1677 to 2262. A date beyond is as good as the last day of
  /// it.
  private static final Instant EARLIEST = Instant.EPOCH.minusNanos(Long.MAX_VALUE);

  private static final Instant LATEST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

  public FileStamp {
    if (modified.isBefore(EARLIEST)) {
      modified = EARLIEST;
    } else if (modified.isAfter(LATEST)) {
      modified = LATEST;
    }
  }

  /// The stamp in attributes already read: every room that looks at a file makes it the same way.
  public static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        number(Objects.toString(attributes.fileKey(), "")));
  }

  /// Unix systems say `(dev=801,ino=1234)`.
  private static String number(String fileKey) {
    int inode = fileKey.indexOf(INODE);
    return inode < 0 ? fileKey : fileKey.substring(inode + INODE.length(), fileKey.length() - 1);
  }
}
