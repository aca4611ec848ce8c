package org.shuttersend.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A script for node, and what others wrote that it needs: fetched once for a build, in the
/// versions its lock file says.
final class NodeProgram {
  private static final List<String> FETCH =
      List.of("npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");

  private NodeProgram() {}

  /// Skips the test, or fails it where none may be skipped, if it cannot be fetched.
  ///
  /// @param name of the folder among the test's resources
  /// @return the script, ready to run
  static synchronized Path fetched(String name, String script) {
    Sandbox.needs("node", "node", "--version");
    Path home = Path.of("target", name).toAbsolutePath();
    for (String file : List.of("package.json", "package-lock.json", script)) {
      try (InputStream in =
          Objects.requireNonNull(
              NodeProgram.class.getResourceAsStream(
                  "/org/shuttersend/testkit/" + name + "/" + file))) {
        Files.createDirectories(home);
        Files.copy(in, home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!Files.exists(home.resolve("node_modules/.package-lock.json"))) {
      Sandbox.needs(
          "a registry of npm",
          Stream.concat(Stream.of("env", "-C", home.toString()), FETCH.stream())
              .toArray(String[]::new));
    }
    return home.resolve(script);
  }
}
