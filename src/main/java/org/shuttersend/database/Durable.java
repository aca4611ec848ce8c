package org.shuttersend.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Waits until the disk has it. In one place, so that every file and folder is synced the same way.
public final class Durable {
  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

  private Durable() {}

  public static void file(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// The names in a folder. Windows cannot be asked to, and writes them through by itself.
  public static void folder(Path folder) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
