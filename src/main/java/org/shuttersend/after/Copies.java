package org.shuttersend.after;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// Recognises photos that were moved before: nothing is moved a second time that somebody has put
/// elsewhere since, and what he copied back stays where he wants it.
record Copies(MovedFiles moved, Folders folders, Disk disk) {

  /// How a file stands to those of its content that were moved.
  private enum Link {
    NONE,
    /// It is one of them, put elsewhere.
    ITSELF,
    /// It lies where one of them was, which lies where it was moved to.
    COPY,
    UNCLEAR
  }

  private record Found(Link link, Optional<ObservedFile> other) {
    static final Found NOTHING = new Found(Link.NONE, Optional.empty());
  }

  /// @param group files of one photo that may be moved
  /// @return what to do instead of moving them, if anything
  /// @throws Stays if all of them were copied back
  Optional<Groups.Decision> decide(List<Movable> group) throws Stays {
    List<Found> found = group.stream().map(this::find).toList();
    if (found.stream().anyMatch(f -> f.link == Link.ITSELF)) {
      return Optional.of(new Groups.Decision.Leave());
    }
    if (found.stream().anyMatch(f -> f.link == Link.UNCLEAR)) {
      return Optional.of(new Groups.Decision.Later());
    }
    if (found.stream().allMatch(f -> f.link == Link.COPY)) {
      throw new Stays(
          new Trouble(
              Kind.MOVE_COPY,
              group.getFirst().file().ref().path(),
              found.getFirst().other.map(other -> other.ref().lies()).orElse("")),
          false);
    }
    return Optional.empty();
  }

  private Found find(Movable photo) {
    Found found = Found.NOTHING;
    for (ObservedFile other : moved.alike(photo)) {
      Link link = link(photo.file(), other);
      if (link == Link.ITSELF) {
        return new Found(link, Optional.of(other));
      }
      if (link != Link.NONE && found.link != Link.COPY) {
        found = new Found(link, Optional.of(other));
      }
    }
    return found;
  }

  private Link link(ObservedFile file, ObservedFile other) {
    boolean samePath = file.ref().path().equals(other.ref().path());
    Glance glance = disk.at(other.ref().file());
    if (glance.isStill(other.stamp())) {
      return samePath ? Link.COPY : Link.NONE;
    }
    boolean mayBeItself = isNumbered(file, other) || (!samePath && isInFolder(other));
    if (!mayBeItself) {
      return Link.NONE;
    }
    return switch (glance) {
      case Glance.Seen(FileStamp stamp) -> isOtherFile(stamp, other) ? Link.ITSELF : Link.NONE;
      case Glance.Absent _ -> folders.isCertainlyGone(other) ? Link.ITSELF : Link.UNCLEAR;
      case Glance.Unknown _ -> Link.UNCLEAR;
    };
  }

  private static boolean isNumbered(ObservedFile file, ObservedFile other) {
    return !file.stamp().fileKey().isEmpty() && file.stamp().equals(other.stamp());
  }

  /// What was in the trash and is not any more is gone: the same content elsewhere is a photo of
  /// its own, unless it is the very file.
  private static boolean isInFolder(ObservedFile other) {
    return !Path.of(other.ref().lies()).isAbsolute();
  }

  /// Whether the name it had is another file's by now.
  private static boolean isOtherFile(FileStamp now, ObservedFile other) {
    return !now.fileKey().isEmpty()
        && !other.stamp().fileKey().isEmpty()
        && !now.fileKey().equals(other.stamp().fileKey());
  }
}
