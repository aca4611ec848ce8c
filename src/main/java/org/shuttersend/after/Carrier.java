package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves files as it was written down, and finds out where those lie that were being moved when
/// something broke off. A name can be given to another file at any moment: so what was moved is
/// looked at again, and what was not meant goes back.
final class Carrier {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);

  private final Folders folders;
  private final Disk disk;
  private final Goal goal;

  /// What became of a file.
  sealed interface Outcome {
    /// It lies where it was meant to; the disk may not know it yet.
    record Moved() implements Outcome {}

    /// The same, with other times than before.
    record MovedAs(FileStamp stamp) implements Outcome {}

    /// It is at its path, and may be moved at once.
    record Again() implements Outcome {}

    /// It is at its path, and is not touched for now.
    record Doubt() implements Outcome {}

    /// Another version is at its path.
    record Changed() implements Outcome {}

    /// Another version lies where it was meant to, and could not go back.
    ///
    /// @param stamp as it lies there
    record Astray(FileStamp stamp) implements Outcome {}

    /// The user took it away.
    record Gone() implements Outcome {}

    /// It cannot be told now where it is.
    record Unclear() implements Outcome {}
  }

  Carrier(Folders folders, Disk disk, Goal goal) {
    this.folders = folders;
    this.disk = disk;
    this.goal = goal;
  }

  /// Moves a file that is to be moved.
  ///
  /// @throws Stays if it cannot be, and is at its path
  Outcome carry(Intent intent) throws Stays {
    ObservedFile file = intent.photo().file();
    Path from = Places.from(intent);
    if (!folders.isConnected(file)) {
      return new Outcome.Doubt();
    }
    switch (disk.at(from)) {
      case Glance.Absent _ -> {
        return folders.isCertainlyGone(file) ? new Outcome.Gone() : new Outcome.Doubt();
      }
      case Glance.Unknown _ -> {
        return new Outcome.Doubt();
      }
      case Glance.Seen(FileStamp stamp) -> {
        if (!stamp.isSame(file.stamp())) {
          return new Outcome.Changed();
        }
      }
    }
    if (disk.isInDoubt(from)) {
      return new Outcome.Doubt();
    }
    try {
      goal.take(intent);
    } catch (FileAlreadyExistsException e) {
      return new Outcome.Again();
    } catch (IOException e) {
      giveBack(intent);
      throw Causes.stays(e, file.ref());
    }
    try {
      disk.rename(from, Places.to(intent)); // the place was taken
    } catch (NoSuchFileException e) {
      giveBack(intent);
      return new Outcome.Doubt(); // taken away at this moment: the next look tells
    } catch (IOException e) {
      giveBack(intent);
      throw Causes.stays(e, file.ref());
    }
    return isMeant(intent) ? new Outcome.Moved() : putBack(intent);
  }

  /// Whoever had it open for writing before it was moved has it still, or has changed it by now.
  private boolean isMeant(Intent intent) {
    Path to = Places.to(intent);
    return disk.at(to).isStill(intent.photo().file().stamp())
        && !disk.isInDoubt(to)
        && folders.isConnected(intent.photo().file());
  }

  /// What was moved is not what was sent. It goes back to its path, or beside it, and is found
  /// there as any new file.
  private Outcome putBack(Intent intent) {
    if (!folders.isConnected(intent.photo().file())) {
      return new Outcome.Unclear(); // what lies where the disk was is not ours
    }
    try {
      linkBack(intent);
      goal.giveBack(intent);
      return new Outcome.Changed();
    } catch (IOException e) {
      log.warn("{} could not be put back: {}", Places.to(intent), e.getMessage());
      return astray(intent);
    }
  }

  /// A second name at its path, then the first is taken away: unlike a rename, that never replaces
  /// what somebody saves there meanwhile.
  private void linkBack(Intent intent) throws IOException {
    Path to = Places.to(intent);
    FileRef ref = intent.photo().file().ref();
    for (int number = 1; number <= Places.tries(); number++) {
      Path back = ref.folder().root().resolve(Places.numbered(ref.path(), number));
      try {
        disk.link(to, back);
      } catch (FileAlreadyExistsException e) {
        if (!disk.isSame(to, back)) {
          continue;
        }
      }
      disk.sync(parent(back));
      if (disk.isSame(to, back)) {
        disk.delete(to);
        disk.sync(parent(to));
      }
      return;
    }
    throw new IOException("no free name");
  }

  /// It stays where it is, and is sent from there once nobody writes to it.
  private Outcome astray(Intent intent) {
    FileStamp meant = intent.photo().file().stamp();
    Path to = Places.to(intent);
    if (!(disk.at(to) instanceof Glance.Seen(FileStamp stamp))
        || stamp.size() == 0
        || disk.isInDoubt(to)
        || !folders.isConnected(intent.photo().file())) {
      return new Outcome.Unclear();
    }
    try {
      sync(List.of(intent));
    } catch (IOException e) {
      return new Outcome.Unclear();
    }
    return stamp.isSame(meant) ? new Outcome.Moved() : new Outcome.Astray(as(meant, stamp));
  }

  /// Where files had no numbers that last, they have none now.
  private static FileStamp as(FileStamp meant, FileStamp stamp) {
    return meant.fileKey().isEmpty() ? stamp.withoutKey() : stamp;
  }

  private void giveBack(Intent intent) {
    try {
      goal.giveBack(intent);
    } catch (IOException e) {
      log.warn("A file that keeps a place is left at {}: {}", intent.target(), e.getMessage());
    }
  }

  /// Finds out where a file lies that was being moved.
  Outcome find(Intent intent) {
    ObservedFile file = intent.photo().file();
    if (!folders.isThere(file.ref().folder()) || !folders.isConnected(file)) {
      return new Outcome.Unclear();
    }
    Glance old = disk.at(Places.from(intent));
    Glance moved = disk.at(Places.to(intent));
    if (old instanceof Glance.Unknown || moved instanceof Glance.Unknown) {
      return new Outcome.Unclear();
    }
    if (old.isStill(file.stamp())) {
      giveBack(intent);
      return new Outcome.Again();
    }
    if (moved.isStill(file.stamp())) {
      return new Outcome.Moved();
    }
    try {
      if (moved instanceof Glance.Seen(FileStamp stamp) && !disk.isTaken(Places.to(intent))) {
        // An empty one may be ours, begun when the power went, or somebody's who goes on writing.
        if (stamp.size() == 0 && !isItself(stamp, file.stamp())) {
          return new Outcome.Unclear();
        }
        if (goal.isOurs(intent)) {
          return findOther(intent, stamp);
        }
      }
    } catch (IOException e) {
      return new Outcome.Unclear();
    }
    giveBack(intent);
    return old instanceof Glance.Absent
        ? (folders.isCertainlyGone(file) ? new Outcome.Gone() : new Outcome.Unclear())
        : new Outcome.Changed();
  }

  private static boolean isItself(FileStamp stamp, FileStamp meant) {
    return !meant.fileKey().isEmpty() && stamp.fileKey().equals(meant.fileKey());
  }

  /// Something else than was meant lies there; it may have been touched only.
  private Outcome findOther(Intent intent, FileStamp stamp) {
    try {
      boolean same =
          stamp.size() == intent.photo().file().stamp().size()
              && intent.photo().hash().isPresent()
              && disk.hash(Places.to(intent)).equals(intent.photo().hash().get());
      if (!same) {
        return putBack(intent);
      }
      return new Outcome.MovedAs(as(intent.photo().file().stamp(), stamp));
    } catch (IOException e) {
      return new Outcome.Unclear();
    }
  }

  /// Returns when the disk knows that these were moved.
  ///
  /// @throws IOException if it cannot be said; then the next look tells
  void sync(List<Intent> moved) throws IOException {
    Set<Path> directories =
        moved.stream()
            .flatMap(intent -> Stream.of(parent(Places.to(intent)), parent(Places.from(intent))))
            .collect(Collectors.toSet());
    for (Path directory : directories) {
      disk.sync(directory);
    }
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}
