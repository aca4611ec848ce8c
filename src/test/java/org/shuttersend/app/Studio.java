package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
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
    return startBy(List.of(), args);
  }

  /// @param starter a command that starts the command given to it, in its own place
  Program startBy(List<String> starter, String... args) {
    Program program = Program.startBy(temp, starter, args);
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
    Path data = temp.resolve("data of " + hot.getFileName());
    return start(watching(address, token, hot, data, "--once", "--json"));
  }

  /// What starts a watcher that sends to the last receiver.
  ///
  /// @param data what it knows
  /// @param more options and further hot folders
  String[] watching(Path hot, Path data, String... more) {
    return watching(address, hot, data, more);
  }

  /// @param server gets our token
  String[] watching(String server, Path hot, Path data, String... more) {
    return watching(server, token(), hot, data, more);
  }

  private static String[] watching(String server, Path token, Path hot, Path data, String... more) {
    var args = new ArrayList<>(List.of("watch", hot.toString(), "--to", server, "--token-file"));
    args.addAll(List.of(token.toString(), "--data", data.toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /// All that a command prints in JSON.
  ///
  /// @param data what the watcher knows
  String told(Path data, String command) {
    Program program = Program.start(temp, command, "--json", "--data", data.toString());
    program.await();
    return String.join("\n", program.output());
  }

  /// Waits for a line that has all of these.
  static void awaitSaid(Program program, String... parts) {
    await()
        .untilAsserted(() ->
            assertThat(program.output())
                .as("%s", program.errors())
                .anySatisfy(line -> assertThat(line).contains(parts)));
  }

  @Override
  public void close() {
    programs.reversed().forEach(Program::close);
  }
}
