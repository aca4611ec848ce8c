package org.shuttersend.settle;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.shuttersend.format.Ending;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.watch.Ancestors;

/// How the settler looks at a file.
public interface Look {

  /// Links are not followed.
  Glance at(Path file);

  /// What speaks against the file being complete. Asked once a file is quiet; may read some of it.
  Readiness readiness(Path file);

  /// The real files.
  static Look onDisk() {
    Writers writers = Writers.ofThisSystem();
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
          return Ancestors.preclude(file)
              ? new Glance.Absent()
              : new Glance.Unknown(String.valueOf(e.getMessage()));
        }
      }

      @Override
      public Readiness readiness(Path file) {
        return switch (writers.of(file)) {
          case SOME -> Readiness.BEING_WRITTEN;
          case UNREADABLE -> Readiness.UNREADABLE;
          case NONE, UNKNOWN -> byContent(file);
        };
      }

      private static Readiness byContent(Path file) {
        try {
          return Ending.isCutOff(file) ? Readiness.CUT_OFF : Readiness.COMPLETE;
        } catch (IOException e) {
          return Readiness.UNREADABLE;
        }
      }
    };
  }
}
