package org.shuttersend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.model.ObservedFile;

/// Tells whether anything was done to a file after a moment. Its time of the last write cannot:
/// programs that write into a photo put that back.
@FunctionalInterface
interface Touched {

  /// @param moment empty if it is not known: then it may have been
  boolean since(ObservedFile file, Optional<Instant> moment);

  /// By the time of the last change of anything about the file, which no program can set; says no
  /// where a system has no such time.
  static Touched asTheSystemTells() {
    return (file, moment) -> {
      try {
        var change =
            (FileTime)
                Files.getAttribute(file.ref().file(), "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return moment.isEmpty() || change.toInstant().isAfter(moment.get());
      } catch (UnsupportedOperationException e) {
        return false;
      } catch (IOException e) {
        return true; // it is read, and what is wrong with it told then
      }
    };
  }
}
