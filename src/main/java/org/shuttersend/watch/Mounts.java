package org.shuttersend.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is mounted below a directory, as the system lists it (Linux; elsewhere nothing).
final class Mounts {
  private static final Path LIST = Path.of("/proc/self/mountinfo");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final int MOST = 10_000;
  private static final int POINT = 4;

  private Mounts() {}

  /// @param number another one after each mounting
  record Mount(String number, String type) {}

  /// By their path relative to `root`, which must be real; the root itself is left out.
  static Map<String, Mount> below(Path root) {
    var found = new LinkedHashMap<String, Mount>();
    try (BufferedReader lines = Files.newBufferedReader(LIST, StandardCharsets.ISO_8859_1)) {
      String line = lines.readLine();
      for (int i = 0; line != null && i < MOST; i++) {
        add(root, line.split(" "), found);
        line = lines.readLine();
      }
    } catch (IOException e) {
      return Map.of();
    }
    return found;
  }

  /// `36 35 98:0 /root /point options [more] - type source options`.
  private static void add(Path root, String[] fields, Map<String, Mount> found) {
    int dash = 0;
    while (dash < fields.length && !fields[dash].equals("-")) {
      dash++;
    }
    if (dash <= POINT || dash + 1 >= fields.length) {
      return;
    }
    try {
      Path point = Path.of(unescaped(fields[POINT]));
      if (point.startsWith(root) && !point.equals(root)) {
        found.put(root.relativize(point).toString(), new Mount(fields[0], fields[dash + 1]));
      }
    } catch (InvalidPathException e) {
      return; // no name a photo's path could have
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
