package org.shuttersend.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.shuttersend.model.FileStamp;

/// One look at a file, without reading it.
final class Looks {
  private Looks() {}

  /// Empty when there is no regular file.
  static Optional<FileStamp> at(Path file) {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? Optional.of(FileStamp.of(attributes)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
