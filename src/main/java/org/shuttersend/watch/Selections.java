package org.shuttersend.watch;

import org.shuttersend.model.HotFolder;

/// What is sent of each hot folder.
@FunctionalInterface
public interface Selections {

  /// Any thread; the same answer for as long as the folder is watched.
  Selection of(HotFolder folder);
}
