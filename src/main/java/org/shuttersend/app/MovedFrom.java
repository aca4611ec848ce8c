package org.shuttersend.app;

import java.util.List;
import java.util.Set;
import org.shuttersend.after.Folders;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// The hot folders as whoever moves sent photos has to know them.
record MovedFrom(WatchedFolders watched, Chosen chosen) implements Folders {

  @Override
  public boolean isThere(HotFolder folder) {
    return watched.isSeen(folder);
  }

  @Override
  public boolean isConnected(ObservedFile file) {
    return watched.isConnected(file);
  }

  @Override
  public boolean isCertainlyGone(ObservedFile file) {
    return watched.isCertainlyGone(file);
  }

  @Override
  public List<ObservedFile> wanted(List<ObservedFile> files) {
    return chosen.wanted(files);
  }

  @Override
  public Set<String> asides(HotFolder folder) {
    return chosen.asides(folder);
  }

  @Override
  public void addAside(HotFolder folder, String name) {
    chosen.addAside(folder, name);
  }
}
