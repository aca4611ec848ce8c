package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.Glance;
import org.shuttersend.model.Grouping;

/// Names that nobody has yet. A place is taken by a file that says so, which only the one who made
/// it replaces: so nothing is ever written over, on any file system.
final class Places {
  private static final int TRIES = 1000;

  private Places() {}

  /// A name as `IMG_1 (2).jpg`.
  ///
  /// @param number 1 for the name itself
  static String numbered(String path, int number) {
    int end = Grouping.endOfStem(path);
    return number == 1 ? path : path.substring(0, end) + " (" + number + ")" + path.substring(end);
  }

  static int tries() {
    return TRIES;
  }

  /// Where a file lies before it is moved.
  static Path from(Intent intent) {
    return intent.photo().file().ref().unmoved().file();
  }

  static Path to(Intent intent) {
    return intent.photo().file().ref().folder().root().resolve(intent.target());
  }

  /// An empty file may be a photo that somebody is just writing anew.
  static void giveBack(Disk disk, Path place) throws IOException {
    if (disk.at(place) instanceof Glance.Seen && disk.isTaken(place)) {
      disk.delete(place);
    }
  }
}
