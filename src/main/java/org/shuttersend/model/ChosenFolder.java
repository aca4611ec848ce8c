package org.shuttersend.model;

import java.nio.file.Path;

/// A folder somebody wants watched, what of it is to be sent, and what becomes of that then.
///
/// @param root absolute
public record ChosenFolder(Path root, Choosing choosing, AfterUpload after) {

  /// One that is only read.
  public ChosenFolder(Path root, Choosing choosing) {
    this(root, choosing, AfterUpload.KEEP);
  }
}
