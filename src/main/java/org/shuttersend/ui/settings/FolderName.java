package org.shuttersend.ui.settings;

import java.nio.file.Path;
import java.util.Optional;

/// What a folder is called in a list.
final class FolderName {
  private FolderName() {}

  static String of(Path root) {
    return Optional.ofNullable(root.getFileName()).orElse(root).toString();
  }
}
