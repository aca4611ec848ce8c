package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Movable;
import org.shuttersend.model.FileKind;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// Decides which photos may be moved: those of which every file is safe on the server, and lies
/// there as it was sent. The RAW, the JPEG and the sidecar of one photo go together.
final class Groups {
  private final Folders folders;
  private final Disk disk;
  private final Copies copies;

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

  Groups(Folders folders, Disk disk, Copies copies) {
    this.folders = folders;
    this.disk = disk;
    this.copies = copies;
  }

  /// What lies there of one photo.
  ///
  /// @param closed why it cannot be told, if so
  record Lying(List<FileRef> files, Optional<Stays> closed) {
    static final Lying NOTHING = new Lying(List.of(), Optional.empty());

    private Lying and(Lying more) {
      var both = new ArrayList<>(files);
      both.addAll(more.files);
      return new Lying(List.copyOf(both), closed.or(() -> more.closed));
    }
  }

  /// The files that lie in the directories of these photos and belong to them, by stem. One look
  /// through each directory, however many photos of it there are. Directories are called as they
  /// are on the disk, which may spell them otherwise than a stem does.
  Map<String, Lying> lying(Map<String, List<Movable>> known) {
    var directories = new HashSet<FileRef>();
    known.values().stream()
        .flatMap(List::stream)
        .forEach(photo -> directories.add(photo.file().ref().unmoved().parent()));
    var lying = new HashMap<String, Lying>();
    for (FileRef directory : directories) {
      look(directory, known).forEach((stem, files) -> lying.merge(stem, files, Lying::and));
    }
    return lying;
  }

  private Map<String, Lying> look(FileRef directory, Map<String, List<Movable>> known) {
    var lying = new HashMap<String, Lying>();
    try {
      for (Path entry :
          disk.list(directory.file(), name -> known.containsKey(stem(directory.child(name))))) {
        FileRef file = directory.child(entry.getFileName().toString());
        lying.merge(stem(file), new Lying(List.of(file), Optional.empty()), Lying::and);
      }
    } catch (NoSuchFileException e) {
      return Map.of(); // it was taken away with all that was in it
    } catch (IOException e) {
      var closed = new Lying(List.of(), Optional.of(Causes.stays(e, directory)));
      known.forEach((stem, files) -> {
        if (files.stream().anyMatch(file -> file.file().ref().parent().equals(directory))) {
          lying.put(stem, closed);
        }
      });
    }
    return lying;
  }

  private static String stem(FileRef file) {
    return Grouping.key(file.path());
  }

  /// @param known all that is known of the photo
  /// @param lying its files as they lie there
  /// @throws Stays if it stays for a reason the user can do something about
  Decision decide(List<Movable> known, Lying lying) throws Stays {
    for (Movable photo : known) {
      if (photo.standing() == Movable.Standing.MOVING || !folders.isConnected(photo.file())) {
        return new Decision.Later();
      }
    }
    if (lying.closed.isPresent()) {
      throw lying.closed.get();
    }
    var files = new ArrayList<Movable>();
    var seen = new HashSet<String>();
    for (Movable photo : known) {
      ObservedFile file = photo.file();
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
          switch (disk.readiness(file.ref().file())) {
            case COMPLETE -> {}
            case CUT_OFF ->
                throw new Stays(new Trouble(Kind.MOVE_CUT_OFF, file.ref().path(), ""), false);
            case BEING_WRITTEN, UNREADABLE -> {
              return new Decision.Later();
            }
          }
          files.add(photo);
          seen.add(file.ref().path());
        }
      }
    }
    if (files.isEmpty()) {
      return new Decision.Leave();
    }
    List<ObservedFile> others = others(lying.files, seen);
    if (!folders.wanted(others).isEmpty()) {
      return new Decision.Later(); // it is to be sent, and is not known yet
    }
    for (ObservedFile other : others) {
      String path = other.ref().path();
      if (FileKind.of(path) != FileKind.OTHER) {
        throw new Stays(new Trouble(Kind.MOVE_NOT_ALL_SENT, path, ""), false);
      }
    }
    return copies.decide(files).orElseGet(() -> new Decision.Move(List.copyOf(files)));
  }

  /// What else lies there of the photo. A sidecar is never moved away from its RAW.
  private List<ObservedFile> others(List<FileRef> lying, Set<String> seen) {
    var others = new ArrayList<ObservedFile>();
    for (FileRef file : lying) {
      if (!seen.contains(file.path())
          && disk.at(file.file()) instanceof Glance.Seen(FileStamp stamp)) {
        others.add(new ObservedFile(file, stamp));
      }
    }
    return others;
  }
}
