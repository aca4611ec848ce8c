package org.shuttersend.after;

import java.io.IOException;
import java.util.List;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves.Intent;

/// Where the files of a hot folder are moved.
interface Goal {

  /// Finds a free place for the files of one photo. Nothing is changed but that the folder they are
  /// moved into may be made.
  ///
  /// @param group not empty
  /// @throws Stays if there is none
  List<Intent> plan(List<Movable> group) throws Stays, IOException;

  /// Takes the place for one file, once it is written down that it is to be moved there.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if somebody else was faster
  void take(Intent intent) throws IOException;

  /// Whether what lies at the place of a file may be ours, begun before the program ended. What
  /// certainly is somebody else's is not touched.
  boolean isOurs(Intent intent) throws IOException;

  /// Gives back a place that was taken, or may have been, and that nothing was moved to.
  void giveBack(Intent intent) throws IOException;
}
