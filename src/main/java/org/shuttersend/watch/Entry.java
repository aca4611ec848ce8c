package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.shuttersend.model.FileRef;

/// What is at a place, as far as one look tells. Links are not followed.
enum Entry {
  DIRECTORY,
  LINK,
  /// A file, or whatever else is neither.
  FILE,
  NOTHING,
  /// It could not be looked at: nothing may be concluded.
  UNKNOWN;

  static Entry at(FileRef ref) {
    try {
      var attributes =
          Files.readAttributes(ref.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isDirectory() ? DIRECTORY : attributes.isSymbolicLink() ? LINK : FILE;
    } catch (NoSuchFileException e) {
      return NOTHING;
    } catch (IOException e) {
      return Ancestors.preclude(ref.file()) ? NOTHING : UNKNOWN;
    }
  }
}
