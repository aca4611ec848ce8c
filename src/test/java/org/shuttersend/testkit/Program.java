package org.shuttersend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real program in a process of its own, on the tests' class path, without a display.
public final class Program implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Path errors;

  private Program(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /// @param folder gets what it prints
  public static Program start(Path folder, String... args) {
    return startBy(folder, List.of(), args);
  }

  /// @param starter a command that starts the command given to it, in its own place
  public static Program startBy(Path folder, List<String> starter, String... args) {
    var command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Duser.home=" + folder,
            "-Duser.language=en",
            "-cp",
            System.getProperty("java.class.path"),
            "org.shuttersend.app.Main"));
    command.addAll(List.of(args));
    return start(folder, Map.of(), command);
  }

  /// Any command.
  ///
  /// @param folder gets what it prints
  /// @param environment in addition to ours
  public static Program start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Path errors = Files.createTempFile(folder, "errors", ".txt");
      var builder = new ProcessBuilder(command);
      builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
      builder.environment().put("XDG_DATA_HOME", folder.resolve("xdg-data").toString());
      builder.environment().put("XDG_CONFIG_HOME", folder.resolve("xdg-config").toString());
      builder.environment().putAll(environment);
      return new Program(
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start(),
          output,
          errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return the exit code
  public int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("still running: " + output() + errors(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public List<String> output() {
    return lines(output);
  }

  public List<String> errors() {
    return lines(errors);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As `kill -9`.
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /// As `kill`.
  public void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
