package org.shuttersend.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Namespaces that stay while programs in them come and go, with all that is mounted there.
public final class Namespaces implements AutoCloseable {
  private final Process keeper;

  private Namespaces(Process keeper) {
    this.keeper = keeper;
  }

  /// @param script what to do in there first
  public static Namespaces of(String script) {
    try {
      // Says a word once the script is through, and waits for one that never comes.
      var command = new ArrayList<>(Sandbox.starter(script + "\necho ready"));
      command.addAll(List.of("cat", "-"));
      Process keeper =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      if (keeper.getInputStream().read() < 0) {
        throw new AssertionError("no namespaces");
      }
      return new Namespaces(keeper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a program in there.
  public List<String> starter() {
    return Sandbox.joining(keeper.pid());
  }

  public void run(String script) {
    Sandbox.within(keeper.pid(), script);
  }

  /// Seen from there; its `/proc/…/root` is the way in from here.
  public long pid() {
    return keeper.pid();
  }

  @Override
  public void close() {
    keeper.destroyForcibly();
  }
}
