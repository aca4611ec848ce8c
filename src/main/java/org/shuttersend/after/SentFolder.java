package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.FileKind;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// A folder of the hot folder, into which photos are moved with their paths. It is not sent from;
/// so one that holds somebody's own files is not taken for it.
final class SentFolder implements Goal {
  /// Files of one photo are written by a camera, or copied, within this.
  private static final Duration ONE_TIME = Duration.ofMinutes(1);

  private final HotFolder folder;
  private final String name;
  private final Folders folders;
  private final MovedFiles moved;
  private final Disk disk;

  SentFolder(HotFolder folder, String name, Folders folders, MovedFiles moved, Disk disk) {
    this.folder = folder;
    this.name = name;
    this.folders = folders;
    this.moved = moved;
    this.disk = disk;
  }

  @Override
  public List<Intent> plan(List<Movable> group) throws Stays, IOException {
    ensureOurs();
    String volume = disk.volume(folder.root());
    for (Movable photo : group) {
      if (!disk.volume(photo.file().ref().file()).equals(volume)) {
        throw new Stays(new Trouble(Kind.MOVE_OTHER_DISK, directoryOf(photo), name), false);
      }
      ensureNoLink(photo);
    }
    List<ObservedFile> before = movedBefore(group);
    if (before.isEmpty() || isAnother(group, before)) {
      for (int number = 1; number <= Places.tries(); number++) {
        Optional<List<Intent>> free = free(group, number);
        if (free.isPresent() && isNobodys(free.get().getFirst().target())) {
          return free.get();
        }
      }
      throw new Stays(new Trouble(Kind.MOVE_FOLDER_TAKEN, name, ""), false);
    }
    return beside(group, before)
        .orElseThrow(() ->
            new Stays(
                new Trouble(
                    Kind.MOVE_NAME_TAKEN,
                    group.getFirst().file().ref().path(),
                    before.getFirst().ref().lies()),
                false));
  }

  /// The photo of the same name that was moved last, as far as it still lies here.
  private List<ObservedFile> movedBefore(List<Movable> group) {
    List<ObservedFile> all =
        moved.from(folder, Grouping.key(group.getFirst().file().ref().path())).stream()
            .filter(file -> file.ref().lies().startsWith(name + "/"))
            .filter(file -> disk.exists(file.ref().file()))
            .toList();
    return all.stream().filter(file -> stem(file).equals(stem(all.getFirst()))).toList();
  }

  private static String stem(ObservedFile file) {
    return Grouping.key(file.ref().lies());
  }

  /// Whether it is certainly another photo than the one that was moved before: one of its names was
  /// there already. Sidecars are no photo, and come again.
  private static boolean isAnother(List<Movable> group, List<ObservedFile> before) {
    return group.stream()
        .map(Movable::file)
        .filter(SentFolder::isPhoto)
        .anyMatch(file -> before.stream().anyMatch(b -> b.ref().path().equals(file.ref().path())));
  }

  private static boolean isPhoto(ObservedFile file) {
    return FileKind.of(file.ref().path()) != FileKind.SIDECAR;
  }

  /// Files that came after others of their photo had been moved go to those. A camera writes a RAW
  /// and its JPEG at one time; of others that cannot be told, but of sidecars.
  private Optional<List<Intent>> beside(List<Movable> group, List<ObservedFile> before) {
    List<ObservedFile> photos = before.stream().filter(SentFolder::isPhoto).toList();
    boolean together =
        photos.isEmpty()
            || group.stream()
                .map(Movable::file)
                .filter(SentFolder::isPhoto)
                .allMatch(file -> photos.stream().anyMatch(photo -> isOfOneTime(photo, file)));
    String stem = stem(before.getFirst());
    for (int number = 1; together && number <= Places.tries(); number++) {
      Optional<List<Intent>> free = free(group, number);
      if (free.filter(f -> Grouping.key(f.getFirst().target()).equals(stem)).isPresent()) {
        return free;
      }
    }
    return Optional.empty();
  }

  private static boolean isOfOneTime(ObservedFile one, ObservedFile other) {
    return Duration.between(one.stamp().modified(), other.stamp().modified())
            .abs()
            .compareTo(ONE_TIME)
        <= 0;
  }

  /// Whether no file of another photo lies there under the same stem.
  private boolean isNobodys(String target) {
    return moved.at(folder, target).stream()
        .noneMatch(place -> disk.exists(folder.root().resolve(place)));
  }

  private static String directoryOf(Movable photo) {
    return photo.file().ref().parent().path();
  }

  /// All files of a photo keep one stem.
  private Optional<List<Intent>> free(List<Movable> group, int number) {
    var intents = new ArrayList<Intent>();
    for (Movable photo : group) {
      String target = name + "/" + Places.numbered(photo.file().ref().path(), number);
      if (disk.exists(folder.root().resolve(target))) {
        return Optional.empty();
      }
      intents.add(new Intent(photo, target));
    }
    return Optional.of(intents);
  }

  /// Noted before it is made: nothing that is moved into it may ever be sent from there.
  private void ensureOurs() throws Stays, IOException {
    boolean known = folders.asides(folder).contains(name);
    List<Path> entries = disk.list(folder.root(), name::equalsIgnoreCase);
    boolean isThere = entries.stream().anyMatch(this::isNamedSo);
    for (Path entry : entries) {
      boolean ours =
          known
              ? isNamedSo(entry) ? disk.isDirectory(entry) : isThere
              : isNamedSo(entry) && disk.isEmptyDirectory(entry);
      if (!ours) {
        String other = entry.getFileName().toString();
        throw new Stays(new Trouble(Kind.MOVE_FOLDER_TAKEN, other, ""), true);
      }
    }
    if (!known) {
      folders.addAside(folder, name);
    }
  }

  private boolean isNamedSo(Path entry) {
    return entry.getFileName().toString().equals(name);
  }

  /// A link on the way could lead back to where the photo came from, or out of the hot folder.
  private void ensureNoLink(Movable photo) throws Stays {
    Path root = folder.root();
    Path above = root.resolve(name).resolve(photo.file().ref().path()).getParent();
    for (Path path = above; path != null && !path.equals(root); path = path.getParent()) {
      if (disk.exists(path) && !disk.isDirectory(path)) {
        String taken = root.relativize(path).toString();
        throw new Stays(new Trouble(Kind.MOVE_FOLDER_TAKEN, taken, ""), false);
      }
    }
  }

  @Override
  public void take(Intent intent) throws IOException {
    Path place = Places.to(intent);
    disk.makeDirectories(Objects.requireNonNull(place.getParent()));
    disk.take(place);
  }

  /// The folder is: what is saved there in place of a photo is a version of it.
  @Override
  public boolean isOurs(Intent intent) {
    return true;
  }

  @Override
  public void giveBack(Intent intent) throws IOException {
    Places.giveBack(disk, Places.to(intent));
  }
}
