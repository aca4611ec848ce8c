package org.shuttersend.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `@tus/server`, written by others: what it does is what a plain tus server does. It runs in a
/// process of its own.
public final class PlainTusServer implements AutoCloseable {
  private final Path files;
  private final Program program;

  /// Skips the test, or fails it where none may be skipped, if it cannot be fetched.
  ///
  /// @param temp gets everything that is written
  public PlainTusServer(Path temp) {
    Path script = NodeProgram.fetched("plain-tus-server", "server.mjs");
    try {
      files = Files.createDirectories(temp.resolve("plain tus"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program = Program.start(temp, Map.of(), List.of("node", script.toString(), files.toString()));
    await().until(() -> !program.output().isEmpty() || !program.isRunning());
    if (program.output().isEmpty()) {
      throw new AssertionError("no plain tus server: " + program.errors());
    }
  }

  public int port() {
    return Integer.parseInt(program.output().getFirst().strip());
  }

  /// Where its uploads lie: each is a file, and one beside it that tells what it is.
  public Path files() {
    return files;
  }

  @Override
  public void close() {
    program.close();
  }
}
