package org.shuttersend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Namespaces of the system, in which a test may mount and limit as it likes; all of it ends with
/// the program that runs in them.
public final class Sandbox {
  /// Set where every test has to run: what would be skipped fails then.
  private static final String NO_SKIPS = "SHUTTERSEND_NO_SKIPS";

  private static final long PATIENCE_SECONDS = 60;

  private Sandbox() {}

  /// Skips the test, or fails it, where the machine does not let it be done.
  public static void needs(String what, String... command) {
    int code;
    try {
      code = run(Arrays.asList(command)).code;
    } catch (UncheckedIOException e) {
      code = -1; // no such command
    }
    if (System.getenv(NO_SKIPS) != null) {
      assertThat(code).as("needs " + what).isZero();
    }
    Assumptions.assumeTrue(code == 0, "needs " + what);
  }

  /// Namespaces of users and mounts.
  public static void needsNamespaces() {
    needs("user and mount namespaces", "unshare", "-Urm", "true");
  }

  /// Starts a program in namespaces of its own.
  ///
  /// @param script what to do in there before
  public static List<String> starter(String script) {
    return List.of("unshare", "-Urm", "sh", "-e", "-c", script + "\nexec \"$@\"", "sh");
  }

  /// Starts a program in the namespaces of another.
  public static List<String> joining(long pid) {
    return List.of(
        "nsenter", "--target", Long.toString(pid), "--user", "--mount", "--preserve-credentials");
  }

  /// Runs a script in the namespaces of a program that runs.
  public static void within(Program program, String script) {
    within(program.pid(), script);
  }

  static void within(long pid, String script) {
    var command = new ArrayList<>(joining(pid));
    command.addAll(List.of("sh", "-e", "-c", script));
    Result result = run(command);
    assertThat(result.code).as(result.output).isZero();
  }

  private record Result(int code, String output) {}

  private static Result run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
