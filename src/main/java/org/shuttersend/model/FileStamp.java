package org.shuttersend.model;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/// What a look at a file tells without reading it. Two that are the same mean: nothing was written
/// in between.
///
/// @param size bytes
/// @param modified the time of the last write, as precise as the file system keeps it
/// @param fileKey the file's number on its volume (inode), empty where it has none that lasts;
///   without the device, whose number changes whenever a card or a share is connected again
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

  /// As it is where the file's number is made up anew each time its volume is connected.
  public FileStamp withoutKey() {
    return new FileStamp(size, modified, "");
  }

  /// Where one of the two has no key, size and time have to tell.
  public boolean isSame(FileStamp other) {
    return size == other.size
        && modified.equals(other.modified)
        && (fileKey.equals(other.fileKey) || fileKey.isEmpty() || other.fileKey.isEmpty());
  }

  /// Unix systems say `(dev=801,ino=1234)`.
  private static String number(String fileKey) {
    int inode = fileKey.indexOf(INODE);
    return inode < 0 ? fileKey : fileKey.substring(inode + INODE.length(), fileKey.length() - 1);
  }
}
