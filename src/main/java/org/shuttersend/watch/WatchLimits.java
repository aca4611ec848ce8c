package org.shuttersend.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The system's limits, in words a user can act on.
final class WatchLimits {
  private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify");

  private static final int LONGEST = 64;

  private WatchLimits() {}

  /// A sentence with the numbers in force and the command that raises them; empty where the system
  /// has no such limits.
  static String describe() {
    try {
      String watches = number("max_user_watches");
      String instances = number("max_user_instances");
      return """
      This user may watch %s directories from %s programs; to allow more: \
      sudo sysctl fs.inotify.max_user_watches=1048576 fs.inotify.max_user_instances=512.\
      """
          .formatted(watches, instances);
    } catch (IOException e) {
      return "";
    }
  }

  /// In one read: these files give nothing from the second read on, however little the first took.
  private static String number(String name) throws IOException {
    try (var in = Files.newInputStream(INOTIFY.resolve(name))) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
    }
  }
}
