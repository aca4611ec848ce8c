package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// Looks at a place below a root that is held open meanwhile, so that "not there" is said of the
/// right volume: one that was pulled between two looks has no files, and has lost none.
final class Anchor {
  private Anchor() {}

  /// What the system calls a directory; empty where it has no such name.
  static String key(BasicFileAttributes attributes) {
    return Objects.toString(attributes.fileKey(), "");
  }

  /// Whether the root is the directory of this key, and no regular file is at the path below it.
  static boolean isGone(Path root, String key, String path) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(root)) {
      if (open instanceof SecureDirectoryStream<Path> held) {
        return isRight(held, key) && !isFile(held, root.getFileSystem().getPath(path));
      }
      // Where no directory can be held, it is looked at before and after.
      return isRight(root, key) && !isFile(root.resolve(path)) && isRight(root, key);
    } catch (IOException e) {
      return false;
    }
  }

  /// The same below a directory that is known to be the right one before and after.
  static boolean isGone(Path directory, String path) {
    try {
      return !path.isEmpty()
          && isGone(
              directory, key(Files.readAttributes(directory, BasicFileAttributes.class)), path);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isRight(SecureDirectoryStream<Path> held, String key) throws IOException {
    var view = held.getFileAttributeView(BasicFileAttributeView.class);
    return key(view.readAttributes()).equals(key);
  }

  private static boolean isRight(Path root, String key) throws IOException {
    return key(Files.readAttributes(root, BasicFileAttributes.class)).equals(key);
  }

  /// @throws IOException if that cannot be told
  private static boolean isFile(SecureDirectoryStream<Path> held, Path path) throws IOException {
    try {
      return held.getFileAttributeView(
              path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      Path parent = path.getParent();
      if (parent == null || !isFile(held, parent)) {
        throw e;
      }
      return false; // a file stands where the path needs a directory
    }
  }

  private static boolean isFile(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
