package org.shuttersend.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The system's limits on watching by events: for all users, and for those of a container.
final class WatchLimits {
  private static final Path PROC = Path.of("/proc/sys");
  private static final int LONGEST = 64;

  private WatchLimits() {}

  /// How many there may be, and the command that allows more.
  record Limit(long number, String command) {}

  /// How many directories one user may watch; the number is 0 where the system has no such limit.
  static Limit watches() {
    return limit(
        "fs/inotify/max_user_watches",
        "user/max_inotify_watches",
        "fs.inotify.max_user_watches=1048576",
        "user.max_inotify_watches=1048576");
  }

  /// How many hot folders and other watching programs one user may have.
  static Limit instances() {
    return limit(
        "fs/inotify/max_user_instances",
        "user/max_inotify_instances",
        "fs.inotify.max_user_instances=512",
        "user.max_inotify_instances=512");
  }

  private static Limit limit(String all, String container, String raiseAll, String raise) {
    OptionalLong ofAll = number(all);
    OptionalLong ofContainer = number(container);
    boolean containerIsLess =
        ofContainer.isPresent() && (ofAll.isEmpty() || ofContainer.getAsLong() < ofAll.getAsLong());
    return containerIsLess
        ? new Limit(ofContainer.getAsLong(), "sudo sysctl " + raise)
        : new Limit(ofAll.orElse(0), "sudo sysctl " + raiseAll);
  }

  /// In one read: these files give nothing from the second read on, however little the first took.
  private static OptionalLong number(String name) {
    try (var in = Files.newInputStream(PROC.resolve(name))) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
      return OptionalLong.of(Long.parseLong(text));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
