package org.shuttersend.settle;

import java.nio.file.Path;

/// Tells whether a file is open for writing in some program. A writer that pauses, or waits for a
/// slow card, is seen however long the pause is.
interface Writers {

  /// One look, a few system calls; changes nothing.
  State of(Path file);

  enum State {
    NONE,
    SOME,
    /// The file may not be opened.
    UNREADABLE,
    /// This system, this file system, or the file's owner do not allow to ask.
    UNKNOWN
  }

  /// The best this system offers.
  static Writers ofThisSystem() {
    String system = System.getProperty("os.name", "");
    if (system.startsWith("Linux")) {
      return LeaseWriters.load();
    }
    return system.startsWith("Windows") ? SharingWriters.load() : file -> State.UNKNOWN;
  }
}
