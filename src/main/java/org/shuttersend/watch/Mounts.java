package org.shuttersend.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is mounted at or above a directory and below it, as the system lists it (Linux; elsewhere
/// nothing).
final class Mounts {
  private static final Path LIST = Path.of("/proc/self/mountinfo");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final int MOST = 10_000;
  private static final int NUMBER = 0;
  private static final int DEVICE = 2;
  private static final int PART = 3;
  private static final int POINT = 4;
  private static final int AFTER_DASH = 2;

  private Mounts() {}

  /// @param number may be given to another one once this is unmounted, as the device may
  /// @param device major and minor number
  /// @param part which directory of the file system is seen here, `/` for all of it
  /// @param source a device, an address, or whatever name it was given
  record Mount(String number, String device, String part, Path point, String type, String source) {}

  /// By their path relative to `root`, which must be real; the one the root itself lies on has the
  /// empty path. Of several at one point the last covers the others.
  static Map<String, Mount> around(Path root) {
    var found = new TreeMap<String, Mount>();
    try (BufferedReader lines = Files.newBufferedReader(LIST, StandardCharsets.ISO_8859_1)) {
      String line = lines.readLine();
      for (int i = 0; line != null && i < MOST; i++) {
        parse(line.split(" ")).ifPresent(mount -> add(root, mount, found));
        line = lines.readLine();
      }
    } catch (IOException e) {
      return Map.of();
    }
    return found;
  }

  private static void add(Path root, Mount mount, Map<String, Mount> found) {
    if (root.startsWith(mount.point)) {
      Mount other = found.get("");
      if (other == null || mount.point.startsWith(other.point)) {
        found.put("", mount);
      }
    } else if (mount.point.startsWith(root)) {
      found.put(root.relativize(mount.point).toString(), mount);
    }
  }

  /// `36 35 98:0 /root /point options [more] - type source options`.
  private static Optional<Mount> parse(String[] fields) {
    int dash = 0;
    while (dash < fields.length && !fields[dash].equals("-")) {
      dash++;
    }
    if (dash <= POINT || dash + AFTER_DASH >= fields.length) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Mount(
              fields[NUMBER],
              fields[DEVICE],
              unescaped(fields[PART]),
              Path.of(unescaped(fields[POINT])),
              fields[dash + 1],
              unescaped(fields[dash + AFTER_DASH])));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no name a photo's path could have
    }
  }

  private static String unescaped(String field) {
    String bytes =
        OCTAL
            .matcher(field)
            .replaceAll((MatchResult code) -> {
              char plain = (char) Integer.parseInt(code.group(1), 8);
              return plain == '\\' || plain == '$' ? "\\" + plain : String.valueOf(plain);
            });
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
