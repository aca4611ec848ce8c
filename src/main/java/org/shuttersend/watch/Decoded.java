package org.shuttersend.watch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Names as text. On Linux a name is bytes; where they are no text in the system's encoding, the
/// text would name another file, or none.
final class Decoded {
  private static final char REPLACEMENT = '\uFFFD';

  private Decoded() {}

  /// @return empty if the name cannot be told in text
  static Optional<String> name(Path name) {
    String text = name.toString();
    if (text.indexOf(REPLACEMENT) < 0) {
      return Optional.of(text);
    }
    try {
      return name.getFileSystem().getPath(text).equals(name) ? Optional.of(text) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
