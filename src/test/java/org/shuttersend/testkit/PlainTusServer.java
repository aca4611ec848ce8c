package org.shuttersend.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `@tus/server`, written by others: what it does is what a plain tus server does. It is fetched
/// once for a build, in the versions its lock file says, and runs in a process of its own.
public final class PlainTusServer implements AutoCloseable {
  private static final Path HOME = Path.of("target", "plain-tus-server").toAbsolutePath();
  private static final List<String> FETCH =
      List.of("npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");

  private final Path files;
  private final Program program;

  /// Skips the test, or fails it where none may be skipped, if it cannot be fetched.
  ///
  /// @param temp gets everything that is written
  public PlainTusServer(Path temp) {
    Sandbox.needs("node", "node", "--version");
    fetch();
    try {
      files = Files.createDirectories(temp.resolve("plain tus"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program =
        Program.start(
            temp,
            Map.of(),
            List.of("node", HOME.resolve("server.mjs").toString(), files.toString()));
    await().until(() -> !program.output().isEmpty() || !program.isRunning());
    if (program.output().isEmpty()) {
      throw new AssertionError("no plain tus server: " + program.errors());
    }
  }

  private static synchronized void fetch() {
    for (String name : List.of("package.json", "package-lock.json", "server.mjs")) {
      try (InputStream in =
          PlainTusServer.class.getResourceAsStream("/org/shuttersend/testkit/plain-tus/" + name)) {
        Files.createDirectories(HOME);
        Files.copy(in, HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!Files.exists(HOME.resolve("node_modules/.package-lock.json"))) {
      Sandbox.needs(
          "a registry of npm",
          Stream.concat(Stream.of("env", "-C", HOME.toString()), FETCH.stream())
              .toArray(String[]::new));
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
