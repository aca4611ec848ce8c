package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What lies above a file.
public final class Ancestors {
  private Ancestors() {}

  /// Whether a directory this file would need is missing, or something else stands in its place:
  /// then the file is certainly not there. The system does not always say so itself: a path may be
  /// too long to be asked about, and where a file stands in place of a directory Java has no
  /// exception of its own, and the message is in the system's language.
  public static boolean preclude(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      return false;
    }
    try {
      return !Files.readAttributes(parent, BasicFileAttributes.class).isDirectory();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return preclude(parent); // as little to be seen as the file; one further up tells
    }
  }
}
