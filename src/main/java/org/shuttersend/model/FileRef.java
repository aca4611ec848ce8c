package org.shuttersend.model;

import java.nio.file.Path;
import java.util.StringJoiner;

/// A place below a hot folder.
///
/// @param path relative to the folder's root, segments joined by `/`, spelled exactly as on disk;
///   empty for the root itself
/// @param lies where its file lies, if it was moved there after it was sent, relative to the root
///   or absolute; else the path
public record FileRef(HotFolder folder, String path, String lies) {

  public FileRef(HotFolder folder, String path) {
    this(folder, path, path);
  }

  /// @throws IllegalArgumentException if `file` is not below the folder's root
  public static FileRef of(HotFolder folder, Path file) {
    var joiner = new StringJoiner("/");
    for (Path segment : folder.root().relativize(file)) {
      joiner.add(segment.toString());
    }
    return new FileRef(folder, joiner.toString());
  }

  /// The whole folder.
  public static FileRef root(HotFolder folder) {
    return new FileRef(folder, "");
  }

  /// The place `name` directly below this one.
  public FileRef child(String name) {
    return new FileRef(folder, path.isEmpty() ? name : path + "/" + name);
  }

  /// The directory it lies in; the root's is the root.
  public FileRef parent() {
    return new FileRef(folder, path.substring(0, Math.max(0, path.lastIndexOf('/'))));
  }

  /// Where it lies on the disk.
  public Path file() {
    return folder.root().resolve(lies);
  }

  public boolean isMoved() {
    return !lies.equals(path);
  }

  /// The same place as if nothing had been moved from it.
  public FileRef unmoved() {
    return new FileRef(folder, path);
  }

  /// The last segment.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
