package org.shuttersend.receiver.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Names made from names: something inserted before the extension, never longer than a file system
/// takes.
final class FileNames {
  private static final int MAX_BYTES = 255;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private FileNames() {}

  /// `a.jpg`, 2 → `a (2).jpg`.
  static String numbered(String name, int number) {
    return inserted(name, " (" + number + ")");
  }

  /// `a.jpg` → `a.20261122T011500123Z.jpg`, the second of the same moment `…Z-2.jpg`.
  static String stamped(String name, Instant at, int number) {
    return inserted(name, "." + STAMP.format(at) + (number == 1 ? "" : "-" + number));
  }

  private static String inserted(String name, String insertion) {
    int dot = name.lastIndexOf('.');
    // A leading dot hides a file, it does not start an extension; a very long one is no extension.
    boolean extended = dot > 0 && bytes(name.substring(dot)) <= 32;
    String stem = extended ? name.substring(0, dot) : name;
    String ending = insertion + (extended ? name.substring(dot) : "");
    while (bytes(stem) + bytes(ending) > MAX_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
