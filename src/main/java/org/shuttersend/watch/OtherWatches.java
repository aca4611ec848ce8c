package org.shuttersend.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The watches of this user's other programs: the system's limit counts them together with ours,
/// and has no number for it.
final class OtherWatches {
  private static final Path PROC = Path.of("/proc");
  private static final int MOST_PROCESSES = 4_096;
  private static final int MOST_LINES = 2_000_000;

  private int processes;
  private int lines;

  private OtherWatches() {}

  /// Reads all of it: for rare use. 0 where there is nothing to be read.
  static long count() {
    return new OtherWatches().all();
  }

  private long all() {
    Path self = PROC.resolve("self");
    if (!Files.isDirectory(self)) {
      return 0;
    }
    long watches = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      Path own = self.toRealPath();
      Object user = Files.getAttribute(own, "unix:uid");
      for (Path process : all) {
        if (++processes > MOST_PROCESSES) {
          break;
        }
        if (!process.equals(own) && isOf(process, user)) {
          watches += of(process);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return watches; // as far as it went
    }
    return watches;
  }

  private static boolean isOf(Path process, Object user) {
    try {
      return Files.getAttribute(process, "unix:uid").equals(user);
    } catch (IOException e) {
      return false; // ended meanwhile
    }
  }

  private long of(Path process) {
    long watches = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        if (Files.readSymbolicLink(descriptor).toString().contains("inotify")) {
          watches += lines(process.resolve("fdinfo").resolve(descriptor.getFileName()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return watches; // ended, or not ours to look into
    }
    return watches;
  }

  private long lines(Path info) throws IOException {
    long watches = 0;
    try (BufferedReader reader = Files.newBufferedReader(info)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (++lines > MOST_LINES) {
          return watches;
        }
        watches += line.startsWith("inotify ") ? 1 : 0;
      }
    }
    return watches;
  }
}
