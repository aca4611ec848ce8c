package org.shuttersend.settle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.watch.Ancestors;

/// How the settler looks at a file.
public interface Look {

  /// Links are not followed.
  Glance at(Path file);

  /// Whether the file can be opened for reading. Asked once a file is quiet.
  boolean readable(Path file);

  /// The real files.
  static Look onDisk() {
    return new Look() {
      @Override
      public Glance at(Path file) {
        try {
          var attributes =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          return attributes.isRegularFile()
              ? new Glance.Seen(FileStamp.of(attributes))
              : new Glance.Absent();
        } catch (NoSuchFileException e) {
          return new Glance.Absent();
        } catch (AccessDeniedException e) {
          return new Glance.Unknown("permission denied");
        } catch (IOException e) {
          return Ancestors.block(file)
              ? new Glance.Absent()
              : new Glance.Unknown(String.valueOf(e.getMessage()));
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
