package org.shuttersend.model;

import java.util.List;

/// What is known of the files of one disk in a hot folder, as far as it takes to know the disk
/// again.
///
/// @param traces some of its files; those that are not sent yet before others
public record Acquaintance(Disk disk, List<Trace> traces) {
  public Acquaintance {
    traces = List.copyOf(traces);
  }

  /// A file as it was last seen.
  ///
  /// @param path relative to the hot folder, where it was seen
  /// @param waits whether it is not sent yet
  public record Trace(String path, FileStamp stamp, boolean waits) {}
}
