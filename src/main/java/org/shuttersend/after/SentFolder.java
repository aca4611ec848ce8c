package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;

/// A folder of the hot folder, into which photos are moved with their paths. It is not sent from;
/// so one that holds somebody's own files is not taken for it.
final class SentFolder implements Goal {
  private final HotFolder folder;
  private final String name;
  private final Folders folders;
  private final Disk disk;

  SentFolder(HotFolder folder, String name, Folders folders, Disk disk) {
    this.folder = folder;
    this.name = name;
    this.folders = folders;
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
    }
    for (int number = 1; number <= Places.tries(); number++) {
      Optional<List<Intent>> free = free(group, number);
      if (free.isPresent()) {
        return free.get();
      }
    }
    throw new Stays(new Trouble(Kind.MOVE_FOLDER_TAKEN, name, ""), false);
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
    if (folders.asides(folder).contains(name)) {
      return;
    }
    for (Path entry : disk.list(folder.root(), name::equalsIgnoreCase)) {
      String other = entry.getFileName().toString();
      if (!other.equals(name) || !disk.isEmptyDirectory(entry)) {
        throw new Stays(new Trouble(Kind.MOVE_FOLDER_TAKEN, other, ""), true);
      }
    }
    folders.addAside(folder, name);
  }

  @Override
  public void take(Intent intent) throws IOException {
    Path place = Places.to(intent);
    disk.makeDirectories(Objects.requireNonNull(place.getParent()));
    Places.take(disk, place);
  }

  @Override
  public void giveBack(Intent intent) throws IOException {
    Places.giveBack(disk, Places.to(intent));
  }
}
