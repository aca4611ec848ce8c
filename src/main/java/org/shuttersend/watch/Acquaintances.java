package org.shuttersend.watch;

import java.util.List;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Disk;

/// What is known of the disks of a hot folder from before.
@FunctionalInterface
public interface Acquaintances {

  /// Those that the system calls the same as this disk, each with some of its files; may throw,
  /// which is tried again.
  ///
  /// @param place where it is mounted, relative to the hot folder: files seen there tell most
  /// @param disk as the system calls it
  List<Acquaintance> alike(String place, Disk disk);
}
