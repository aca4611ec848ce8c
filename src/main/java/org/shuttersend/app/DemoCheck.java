package org.shuttersend.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shuttersend.model.ContentHash;

/// Reads what arrived and compares it with what was fed in.
final class DemoCheck {
  private final Path arrived;

  /// @param arrived the user's folder at the receiver
  DemoCheck(Path arrived) {
    this.arrived = arrived;
  }

  /// Paths whose content is not where it belongs. The receiver keeps one content once: a second
  /// file with the same bytes counts as arrived with the first.
  List<String> missing(Map<String, ContentHash> fed, String folder) throws IOException {
    var contents = new HashSet<ContentHash>();
    var missing = new ArrayList<String>();
    for (var entry : fed.entrySet()) {
      Path file = arrived.resolve(folder).resolve(entry.getKey());
      boolean there = Files.isRegularFile(file) && sha256(file).equals(entry.getValue());
      if (there) {
        contents.add(entry.getValue());
      } else {
        missing.add(entry.getKey());
      }
    }
    missing.removeIf(path -> isKnown(fed, path, contents));
    return missing;
  }

  private static boolean isKnown(
      Map<String, ContentHash> fed, String path, Set<ContentHash> contents) {
    ContentHash content = fed.get(path);
    return content != null && contents.contains(content);
  }

  private static ContentHash sha256(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return ContentHash.of(channel);
    }
  }
}
