package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.Limits;

/// `receive` and `demo`: what they are started with.
class ReceiveCommandTest extends CommandLine {
  @Test
  void receiveHasItsDefaults() {
    assertThat(run("receive", "--into", folder.resolve("in").toString())).isEqualTo(Exit.DONE);
    Path data = folder.resolve("in/.shuttersend");
    assertThat(programs.started)
        .containsExactly(
            new Programs.ReceiveRequest(
                folder.resolve("in"),
                data,
                data.resolve("token"),
                "studio",
                8088,
                3,
                1000,
                Programs.Hooks.NONE));
  }

  @Test
  void receiveWithEverythingTyped() {
    run(
        "receive",
        "--into=" + folder.resolve("in/../in"),
        "--data=" + folder.resolve("d"),
        "--token-file=" + folder.resolve("t"),
        "--user=Éléonore 2",
        "--port=0",
        "--workers=64",
        "--queue-size=1",
        "--fallback-hook=https://ops.example/in",
        "--hooks-to-private");
    assertThat(programs.started)
        .containsExactly(
            new Programs.ReceiveRequest(
                folder.resolve("in"),
                folder.resolve("d"),
                folder.resolve("t"),
                "Éléonore 2",
                0,
                64,
                1,
                new Programs.Hooks(Optional.of(URI.create("https://ops.example/in")), true)));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, -1, --port takes a number from 0 to 65535",
    "--port, 65536, --port takes a number from 0 to 65535",
    "--workers, 0, --workers takes a number from 1 to 64",
    "--queue-size, 0, --queue-size takes a number from 1 to 1000000",
    "--port, many, --port",
    "--user, ../up, cannot be a folder name",
    "--user, a/b, cannot be a folder name",
    "--user, .hidden, cannot be a folder name",
    "--user, dot., cannot be a folder name",
    "--fallback-hook, ops.example, not the address of a web hook",
    "--fallback-hook, ftp://ops.example, not the address of a web hook",
  })
  void receiveWithWhatCannotBe(String option, String value, String sentence) {
    refuses(sentence, "receive", "--into", folder.toString(), option + "=" + value);
  }

  @Test
  void demoTakesItsPhotosFromAFolder() throws Exception {
    run("demo", "--photos", hot("p").toString(), "--seconds", "0", "--keep", "kept");
    assertThat(programs.started)
        .containsExactly(
            new Programs.DemoRequest(
                Optional.of(folder.resolve("p")),
                Optional.of(Path.of("kept").toAbsolutePath()),
                0,
                Limits.USUAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "3601"})
  void demoForTooLong(String seconds) {
    refuses("--seconds takes a number from 0 to 3600", "demo", "--seconds", seconds);
  }
}
