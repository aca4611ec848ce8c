package org.shuttersend.watch;

import java.util.List;
import org.shuttersend.model.ObservedFile;

/// Tells what is new, so that a scan of known files does not go through settling again.
@FunctionalInterface
public interface News {

  /// Called on the scanning thread with at most 512 files.
  ///
  /// @return those of the batch that are not known with exactly this stamp
  List<ObservedFile> among(List<ObservedFile> batch);
}
