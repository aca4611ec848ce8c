package org.shuttersend.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Whether a disk takes more. Found out by writing: what a file system says it has left knows
/// nothing of quotas, of what it keeps for its owner, nor of being read-only.
public final class Room {
  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 16;

  private Room() {}

  /// Writes a megabyte into the folder and takes it back.
  ///
  /// @return false if not all of it could be written, for whatever reason
  public static boolean isThere(Path folder) {
    Path file = folder.resolve(".room-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        for (int i = 0; i < BLOCKS; i++) {
          ByteBuffer block = ByteBuffer.allocate(BLOCK);
          while (block.hasRemaining()) {
            channel.write(block);
          }
        }
      }
      return Files.isDirectory(folder);
    } catch (IOException e) {
      return false;
    }
  }
}
