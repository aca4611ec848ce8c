package org.shuttersend.model;

import java.nio.file.Path;
import java.util.StringJoiner;

/// A place below a hot folder.
///
/// @param path relative to the folder's root, segments joined by `/`, spelled exactly as on disk
public record FileRef(HotFolder folder, String path) {

  /// @throws IllegalArgumentException if `file` is not below the folder's root
  public static FileRef of(HotFolder folder, Path file) {
    var joiner = new StringJoiner("/");
    for (Path segment : folder.root().relativize(file)) {
      joiner.add(segment.toString());
    }
    return new FileRef(folder, joiner.toString());
  }

  public Path file() {
    return folder.root().resolve(path);
  }

  /// The last segment.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
