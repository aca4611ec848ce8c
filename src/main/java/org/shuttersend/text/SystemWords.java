package org.shuttersend.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What systems say when something fails, in their own words: the common ones of the kernels we run
/// on, and the few that Java puts in their place.
final class SystemWords {
  /// In lower case, to the key of our words for it.
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("permission denied", "denied"),
          Map.entry("operation not permitted", "denied"),
          Map.entry("access is denied", "denied"),
          Map.entry("no space left on device", "full"),
          Map.entry("there is not enough space on the disk", "full"),
          Map.entry("disk quota exceeded", "quota"),
          Map.entry("input/output error", "io"),
          Map.entry("stale file handle", "stale"),
          Map.entry("stale nfs file handle", "stale"),
          Map.entry("too many open files", "files"),
          Map.entry("too many open files in system", "files"),
          Map.entry("read-only file system", "readonly"),
          Map.entry("no such file or directory", "gone"),
          Map.entry("no such device", "device"),
          Map.entry("no such device or address", "device"),
          Map.entry("transport endpoint is not connected", "device"),
          Map.entry("host is down", "device"),
          Map.entry("not a directory", "notdirectory"),
          Map.entry("the system makes no folder there", "notdirectory"),
          Map.entry("file name too long", "toolong"),
          Map.entry("connection timed out", "late"),
          Map.entry("device or resource busy", "busy"),
          Map.entry("text file busy", "busy"),
          Map.entry("cannot allocate memory", "memory"),
          Map.entry("connection reset", "reset"),
          Map.entry("connection reset by peer", "reset"),
          Map.entry("connection closed by peer", "reset"),
          Map.entry("broken pipe", "reset"),
          Map.entry("socket closed", "reset"));

  private SystemWords() {}

  /// @param words alone, or behind the name of a file and a colon
  static Optional<String> key(String words) {
    String last = words.substring(words.lastIndexOf(": ") + 1).strip();
    return Optional.ofNullable(KEYS.get(last.toLowerCase(Locale.ROOT))).map(key -> "system." + key);
  }
}
