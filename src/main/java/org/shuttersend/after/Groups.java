package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.shuttersend.catalog.Movable;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which photos may be moved: those of which every file is safe on the server, and lies
/// there as it was sent. The RAW, the JPEG and the sidecar of one photo go together.
final class Groups {
  private static final Logger log = LoggerFactory.getLogger(Groups.class);

  private final HotFolder folder;
  private final Folders folders;
  private final Disk disk;

  /// What is to happen with the files of one photo.
  sealed interface Decision {
    /// @param files at least one
    record Move(List<Movable> files) implements Decision {}

    /// Nothing, before something changes at one of them.
    record Rest() implements Decision {}

    /// It cannot be told now.
    record Later() implements Decision {}

    /// The user has it where he wants it.
    record Leave() implements Decision {}
  }

  Groups(HotFolder folder, Folders folders, Disk disk) {
    this.folder = folder;
    this.folders = folders;
    this.disk = disk;
  }

  /// The files that lie in the directories of these photos and belong to them, by stem. One look
  /// through each directory, however many photos of it there are. A stem is missing where its
  /// directory cannot be looked into.
  Map<String, List<FileRef>> lying(Set<String> stems) {
    var directories = new HashSet<FileRef>();
    for (String stem : stems) {
      directories.add(new FileRef(folder, stem).parent());
    }
    var lying = new HashMap<String, List<FileRef>>();
    for (FileRef directory : directories) {
      try {
        List<Path> entries =
            disk.list(directory.file(), name -> stems.contains(stem(directory.child(name))));
        stems.stream()
            .filter(stem -> new FileRef(folder, stem).parent().equals(directory))
            .forEach(stem -> lying.put(stem, new ArrayList<>()));
        for (Path entry : entries) {
          FileRef file = directory.child(entry.getFileName().toString());
          Objects.requireNonNull(lying.get(stem(file))).add(file);
        }
      } catch (IOException e) {
        log.debug("{} cannot be looked into: {}", directory.path(), e.getMessage());
      }
    }
    return lying;
  }

  private static String stem(FileRef file) {
    return Grouping.key(file.path());
  }

  /// @param known all that is known of the photo
  /// @param lying its files as they lie there
  Decision decide(List<Movable> known, List<FileRef> lying) {
    var files = new ArrayList<Movable>();
    var seen = new HashSet<String>();
    for (Movable photo : known) {
      ObservedFile file = photo.file();
      if (photo.standing() == Movable.Standing.MOVING || !folders.isConnected(file)) {
        return new Decision.Later();
      }
      switch (disk.at(file.ref().file())) {
        case Glance.Unknown _ -> {
          return new Decision.Later();
        }
        case Glance.Absent _ -> {
          if (!folders.isCertainlyGone(file)) {
            return new Decision.Later();
          }
        }
        case Glance.Seen(FileStamp stamp) -> {
          if (photo.standing() == Movable.Standing.LEFT) {
            return new Decision.Leave();
          }
          if (!photo.isSafe() || !stamp.isSame(file.stamp())) {
            return new Decision.Rest(); // its newest version, or its end, brings it up again
          }
          if (disk.isInDoubt(file.ref().file())) {
            return new Decision.Later();
          }
          files.add(photo);
          seen.add(file.ref().path());
        }
      }
    }
    if (isMoreToCome(lying, seen)) {
      return new Decision.Later();
    }
    return files.isEmpty() ? new Decision.Leave() : new Decision.Move(List.copyOf(files));
  }

  /// Whether a file of the photo lies there that is to be sent and is not known yet.
  private boolean isMoreToCome(List<FileRef> lying, Set<String> seen) {
    var others = new ArrayList<ObservedFile>();
    for (FileRef file : lying) {
      if (!seen.contains(file.path())
          && disk.at(file.file()) instanceof Glance.Seen(FileStamp stamp)) {
        others.add(new ObservedFile(file, stamp));
      }
    }
    return !others.isEmpty() && !folders.wanted(others).isEmpty();
  }
}
