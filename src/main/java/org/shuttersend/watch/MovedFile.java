package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.ObservedFile;

/// A file that was moved after it was sent, into a folder of its hot folder or to the trash. What
/// has the path it had is another one, unless it was put back.
final class MovedFile {
  private MovedFile() {}

  /// Whether it is certainly neither where it was moved to nor back at its path, while its disk is
  /// there.
  static boolean isGone(FolderWatcher watcher, ObservedFile file) {
    Path root = file.ref().folder().root();
    Path lies = file.ref().file();
    boolean gone =
        lies.startsWith(root)
            ? watcher.isGoneFrom(FileRef.of(file.ref().folder(), lies), file)
            : isGoneFromTrash(watcher, file, lies);
    return gone && !isBack(file);
  }

  /// The trash is on the disk the file was on. Where there is none any more, nothing can be told.
  private static boolean isGoneFromTrash(FolderWatcher watcher, ObservedFile file, Path lies) {
    Path bin = lies.getParent();
    return watcher.isConnected(file)
        && bin != null
        && Files.isDirectory(bin)
        && Files.notExists(lies, LinkOption.NOFOLLOW_LINKS)
        && watcher.isConnected(file);
  }

  private static boolean isBack(ObservedFile file) {
    try {
      Path path = file.ref().unmoved().file();
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return FileStamp.of(attributes).isSame(file.stamp());
    } catch (IOException e) {
      return false;
    }
  }
}
