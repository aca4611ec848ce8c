package org.shuttersend.app;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shuttersend.testkit.Program;

/// A receiver and those who send to it, each in a process of its own. Ends all it started.
final class Studio implements AutoCloseable {
  private static final String SAYS = "Receiving on ";

  private final Path temp;
  private final List<Program> programs = new ArrayList<>();
  private String address = "http://127.0.0.1:0";

  /// @param temp gets everything that is written
  Studio(Path temp) {
    this.temp = temp;
  }

  Path into() {
    return temp.resolve("Received");
  }

  Path token() {
    return into().resolve(".shuttersend/token");
  }

  /// Where the last receiver said that it receives.
  String address() {
    return address;
  }

  String port() {
    return address.substring(address.lastIndexOf(':') + 1);
  }

  Program start(String... args) {
    Program program = Program.start(temp, args);
    programs.add(program);
    return program;
  }

  /// On any port the first time, on the same one after that.
  Program receive() {
    Program program = start("receive", "--into", into().toString(), "--port", port());
    await().until(() -> !program.output().isEmpty() || !program.isRunning());
    if (program.output().isEmpty() || !program.output().getFirst().startsWith(SAYS)) {
      throw new AssertionError("no receiver: " + program.output() + program.errors());
    }
    address = program.output().getFirst().substring(SAYS.length());
    return program;
  }

  Program watchOnce(Path hot) {
    return watchOnce(hot, token());
  }

  Program watchOnce(Path hot, Path token) {
    return start(
        "watch",
        hot.toString(),
        "--to",
        address,
        "--token-file",
        token.toString(),
        "--data",
        temp.resolve("data of " + hot.getFileName()).toString(),
        "--once",
        "--json");
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
  }
}
