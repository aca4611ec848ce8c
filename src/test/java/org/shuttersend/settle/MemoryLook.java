package org.shuttersend.settle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FileStamp;

/// Files in memory.
final class MemoryLook implements Look {
  private final Map<Path, FileStamp> files = new HashMap<>();
  private final Set<Path> unreadable = new HashSet<>();
  private int looks;

  void write(Path file, long size, Instant at) {
    files.put(file, new FileStamp(size, at, "1"));
  }

  void delete(Path file) {
    files.remove(file);
  }

  void lock(Path file) {
    unreadable.add(file);
  }

  void unlock(Path file) {
    unreadable.remove(file);
  }

  Optional<FileStamp> stamp(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  int looks() {
    return looks;
  }

  @Override
  public Optional<FileStamp> at(Path file) {
    looks++;
    return stamp(file);
  }

  @Override
  public boolean readable(Path file) {
    return !unreadable.contains(file);
  }
}
