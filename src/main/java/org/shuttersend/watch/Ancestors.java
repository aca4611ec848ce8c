package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What lies above a file.
public final class Ancestors {
  private Ancestors() {}

  /// Whether something else stands where this file would need a directory: then it is certainly not
  /// there. Java has no exception of its own for this, and the message is in the system's language.
  public static boolean block(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      return false;
    }
    try {
      return !Files.readAttributes(parent, BasicFileAttributes.class).isDirectory();
    } catch (IOException e) {
      return block(parent); // as little to be seen as the file; one further up tells
    }
  }
}
