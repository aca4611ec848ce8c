package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// Why a file could not be moved, told by what the system said.
final class Causes {
  private Causes() {}

  /// What the system says is said in its user's language: so the disk is looked at as well.
  ///
  /// @param file what was to be moved
  static Stays stays(IOException e, FileRef file) {
    String path = file.path();
    String words = words(e);
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("read-only") || isReadOnly(file.folder().root())) {
      return new Stays(new Trouble(Kind.MOVE_READ_ONLY, "", ""), true);
    }
    if (lower.contains("no space") || lower.contains("quota") || isFull(file.folder().root())) {
      return new Stays(new Trouble(Kind.MOVE_DISK_FULL, "", ""), true);
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      return new Stays(new Trouble(Kind.MOVE_OTHER_DISK, path, ""), false);
    }
    // A directory below may be closed while others are not.
    return lower.contains("permi")
        ? new Stays(new Trouble(Kind.MOVE_DENIED, path, ""), false)
        : new Stays(new Trouble(Kind.MOVE_FAILED, path, words), false);
  }

  private static boolean isReadOnly(Path folder) {
    try {
      return Files.getFileStore(folder).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFull(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static String words(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e.getCause() instanceof ReadOnlyFileSystemException) {
      return "read-only file system";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }
}
