package org.shuttersend.after;

import java.util.List;
import java.util.Set;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// The hot folders as those who watch them know them. Any thread.
public interface Folders {

  /// Whether the folder is there now, on the volume it was on.
  boolean isThere(HotFolder folder);

  /// Whether the disk a file was seen on is where it was.
  boolean isConnected(ObservedFile file);

  /// Whether the file is not at its path any more, while its folder and its disk are there.
  boolean isCertainlyGone(ObservedFile file);

  /// Of files that lie there now, those that are to be sent.
  List<ObservedFile> wanted(List<ObservedFile> files);

  /// The folders below this one that sent photos are moved into.
  Set<String> asides(HotFolder folder);

  /// From now on nothing in this folder, directly below the hot folder, is sent.
  void addAside(HotFolder folder, String name);
}
