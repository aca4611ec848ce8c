package org.shuttersend.model;

/// A file as it was seen at one moment.
///
/// @param cutOff by its own format there should be more of it, though nobody writes to it any more
/// @param disk what it was seen on
public record ObservedFile(FileRef ref, FileStamp stamp, boolean cutOff, Disk disk) {

  public ObservedFile(FileRef ref, FileStamp stamp, boolean cutOff) {
    this(ref, stamp, cutOff, Disk.UNKNOWN);
  }

  /// A file of which nothing speaks against its being whole.
  public ObservedFile(FileRef ref, FileStamp stamp) {
    this(ref, stamp, false);
  }
}
