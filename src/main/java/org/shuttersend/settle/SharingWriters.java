package org.shuttersend.settle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Windows: to open a file without sharing it for writing fails while a program writes to it.
final class SharingWriters implements Writers {
  /// Supported, but not to be named without a warning that cannot be switched off.
  private static final String OPTION = "com.sun.nio.file.ExtendedOpenOption";

  private final OpenOption unshared;

  private SharingWriters(OpenOption unshared) {
    this.unshared = unshared;
  }

  static Writers load() {
    try {
      return new SharingWriters(
          (OpenOption) Class.forName(OPTION).getField("NOSHARE_WRITE").get(null));
    } catch (ReflectiveOperationException e) {
      return file -> State.UNKNOWN;
    }
  }

  @Override
  public State of(Path file) {
    try (var opened = FileChannel.open(file, StandardOpenOption.READ, unshared)) {
      return opened.isOpen() ? State.NONE : State.UNKNOWN;
    } catch (AccessDeniedException e) {
      return State.UNREADABLE;
    } catch (IOException e) {
      return State.SOME; // not to be shared: somebody writes
    }
  }
}
