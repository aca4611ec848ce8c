package org.shuttersend.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.FileRef;

/// Directories of one folder that could not be read and are tried again, less and less often: no
/// event tells when they can be. Owned by the scanning thread.
final class Unreadable {
  private final Rhythm rhythm;
  private final Set<FileRef> directories = new LinkedHashSet<>();
  private Duration pause;
  private Optional<Long> next = Optional.empty();

  Unreadable(Rhythm rhythm) {
    this.rhythm = rhythm;
    this.pause = rhythm.least();
  }

  /// @param now steady nanoseconds
  /// @return those whose time it is; to be told by `walked` what came of it
  List<FileRef> due(long now) {
    return next.isPresent() && now - next.get() >= 0 ? List.copyOf(directories) : List.of();
  }

  Optional<Long> next() {
    return next;
  }

  /// A walk that began at these directories came to its end.
  ///
  /// @param failed those it could not read, whether it began there or not
  /// @param took how long it took
  void walked(Collection<FileRef> from, Set<FileRef> failed, Duration took, long now) {
    boolean fresh = !directories.containsAll(failed);
    boolean tried = false;
    for (FileRef directory : from) {
      tried |= directories.remove(directory);
    }
    directories.addAll(failed);
    if (directories.isEmpty()) {
      clear();
    } else if (fresh || tried) {
      pause = rhythm.pause(pause, took, fresh);
      next = Optional.of(now + pause.toNanos());
    }
  }

  /// A walk through the whole folder came to its end.
  void walkedAll(Set<FileRef> failed, Duration took, long now) {
    walked(List.copyOf(directories), failed, took, now);
  }

  void clear() {
    directories.clear();
    pause = rhythm.least();
    next = Optional.empty();
  }
}
