package org.shuttersend.settle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.shuttersend.model.FileStamp;

/// How the settler looks at a file.
public interface Look {

  /// @return empty if there is no regular file at this path; links are not followed
  Optional<FileStamp> at(Path file);

  /// Whether the file can be opened for reading. Asked once a file is quiet.
  boolean readable(Path file);

  /// The real files.
  static Look onDisk() {
    return new Look() {
      @Override
      public Optional<FileStamp> at(Path file) {
        try {
          var attributes =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          return attributes.isRegularFile()
              ? Optional.of(FileStamp.of(attributes))
              : Optional.empty();
        } catch (IOException e) {
          return Optional.empty();
        }
      }

      @Override
      public boolean readable(Path file) {
        try (var opened = FileChannel.open(file, StandardOpenOption.READ)) {
          return opened.isOpen();
        } catch (IOException e) {
          return false;
        }
      }
    };
  }
}
