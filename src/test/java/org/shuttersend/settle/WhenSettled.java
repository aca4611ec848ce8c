package org.shuttersend.settle;

import java.util.List;
import java.util.function.Consumer;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Hears of the files that settled, and of nothing else.
record WhenSettled(Consumer<List<ObservedFile>> heard) implements Settling.Out {
  @Override
  public void settled(List<ObservedFile> files) {
    heard.accept(files);
  }

  @Override
  public void gone(FileRef ref) {}

  @Override
  public void listed(HotFolder folder) {}

  @Override
  public void searched(FileRef place) {}
}
