package org.shuttersend.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A folder that one running program has for itself. The system lets go of the lock when the
/// program ends, however it ends.
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// @throws InUse if another program, or another part of this one, has it
  static DataFolder take(Path folder) throws IOException, InUse {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataFolder(folder, channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new InUse();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new InUse();
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static final class InUse extends Exception {
    InUse() {
      super("in use");
    }
  }
}
