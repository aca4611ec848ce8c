package org.shuttersend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The one screen, with its one pointer and its one focus, for a test alone: tests run in several
/// processes at once. Given back when closed, or when the process ends.
public final class Screen implements AutoCloseable {
  private static final Path LOCK = Path.of("target", "screen.lock").toAbsolutePath();

  private final FileChannel channel;

  private Screen(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until no other process has it.
  public static Screen take() {
    try {
      Files.createDirectories(LOCK.getParent());
      var screen =
          new Screen(FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      var _ = screen.channel.lock();
      return screen;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
