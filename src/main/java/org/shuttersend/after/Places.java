package org.shuttersend.after;

import java.io.IOException;
import java.nio.file.Path;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.Grouping;

/// Names that nobody has yet. A place is taken by an empty file, which only the one who made it
/// replaces: so nothing is ever written over, on any file system.
final class Places {
  private static final int TRIES = 1000;
  private static final byte[] NOTHING = {};

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

  static void take(Disk disk, Path place) throws IOException {
    disk.make(place, NOTHING);
  }

  /// Only what is empty can be what took the place.
  static void giveBack(Disk disk, Path place) throws IOException {
    if (disk.at(place) instanceof Glance.Seen(FileStamp stamp) && stamp.size() == 0) {
      disk.delete(place);
    }
  }
}
