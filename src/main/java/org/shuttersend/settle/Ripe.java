package org.shuttersend.settle;

import java.util.List;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.ObservedFile;

/// What one step of the settler came to.
///
/// @param gone files that vanished before they settled
public record Ripe(List<ObservedFile> settled, List<FileRef> gone) {

  public boolean isEmpty() {
    return settled.isEmpty() && gone.isEmpty();
  }
}
