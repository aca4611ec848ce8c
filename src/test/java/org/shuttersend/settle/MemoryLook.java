package org.shuttersend.settle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;

/// Files in memory.
final class MemoryLook implements Look {
  private final Map<Path, FileStamp> files = new HashMap<>();
  private final Map<Path, Readiness> readiness = new HashMap<>();
  private final Set<Path> hidden = new HashSet<>();
  private final Set<Path> failing = new HashSet<>();
  private int looks;

  void write(Path file, long size, Instant at) {
    files.put(file, new FileStamp(size, at, "1"));
  }

  void put(Path file, FileStamp stamp) {
    files.put(file, stamp);
  }

  void delete(Path file) {
    files.remove(file);
  }

  void readiness(Path file, Readiness now) {
    readiness.put(file, now);
  }

  void hide(Path file) {
    hidden.add(file);
  }

  void show(Path file) {
    hidden.remove(file);
  }

  Optional<FileStamp> stamp(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  int looks() {
    return looks;
  }

  @Override
  public Glance at(Path file) {
    looks++;
    if (hidden.contains(file)) {
      return new Glance.Unknown("the share does not answer");
    }
    return stamp(file).<Glance>map(Glance.Seen::new).orElseGet(Glance.Absent::new);
  }

  void fail(Path file) {
    failing.add(file);
  }

  void recover(Path file) {
    failing.remove(file);
  }

  @Override
  public Readiness readiness(Path file) {
    if (failing.contains(file)) {
      throw new IllegalArgumentException("nobody thought of this");
    }
    return readiness.getOrDefault(file, Readiness.COMPLETE);
  }
}
