package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.settings.Places;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.text.Texts;

/// A command line to type on, what it starts and what it says.
abstract class CommandLine {
  static final String SECRET = "tok-very-secret";

  @TempDir Path typed;

  Path folder = Path.of("");
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final Recording programs = new Recording();
  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  final Map<String, String> environment = new HashMap<>();
  Locale locale = Locale.ENGLISH;

  /// Remembers what was started and answers what it is told to.
  static final class Recording implements Programs {
    final List<Object> started = new ArrayList<>();
    int exit = Exit.DONE;
    Optional<String> refusal = Optional.empty();

    private int start(Object what) throws Refusal {
      started.add(what);
      if (refusal.isPresent()) {
        throw new Refusal(refusal.get());
      }
      return exit;
    }

    @Override
    public int window() throws Refusal {
      return start("window");
    }

    @Override
    public int watch(WatchRequest request) throws Refusal {
      return start(request);
    }

    @Override
    public int receive(ReceiveRequest request) throws Refusal {
      return start(request);
    }

    @Override
    public int demo(DemoRequest request) throws Refusal {
      return start(request);
    }
  }

  @BeforeEach
  void realFolder() throws IOException {
    folder = typed.toRealPath();
  }

  int run(String... args) {
    return run(programs, args);
  }

  int run(Programs started, String... args) {
    var surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Texts(locale, RootCommand.TEXTS),
            clock,
            new Places(),
            environment);
    return RootCommand.run(started, surroundings, "1.2.3", args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  void refuses(String sentence, String... args) {
    assertThat(run(args)).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains(sentence).doesNotContain("Exception").doesNotContain(SECRET);
    assertThat(out()).isEmpty();
    assertThat(programs.started).isEmpty();
  }

  Path hot(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Path token() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  String[] watching(String server, Object... more) throws IOException {
    var args = new ArrayList<String>();
    args.addAll(
        List.of(
            "watch",
            hot("Exports").toString(),
            "--to",
            server,
            "--token-file",
            token().toString(),
            "--data",
            folder.resolve("data").toString()));
    for (Object arg : more) {
      args.add(arg.toString());
    }
    return args.toArray(String[]::new);
  }
}
