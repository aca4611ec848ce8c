package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.model.Limits;
import org.shuttersend.receiver.Receiver;

/// `receive` and `demo`: what they are started with.
class ReceiveCommandTest extends CommandLine {
  @Test
  void receiveHasItsDefaults() {
    assertThat(run("receive", "--into", folder.resolve("in").toString())).isEqualTo(Exit.DONE);
    Path data = folder.resolve("in/.shuttersend");
    assertThat(programs.started)
        .containsExactly(
            new Programs.ReceiveRequest(
                folder.resolve("in"), data, data.resolve("token"), "studio", 8088, 3, 1000));
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
        "--queue-size=1");
    assertThat(programs.started)
        .containsExactly(
            new Programs.ReceiveRequest(
                folder.resolve("in"),
                folder.resolve("d"),
                folder.resolve("t"),
                "Éléonore 2",
                0,
                64,
                1));
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
  })
  void receiveWithWhatCannotBe(String option, String value, String sentence) {
    refuses(sentence, "receive", "--into", folder.toString(), option + "=" + value);
  }

  private Path login(String permissions) throws Exception {
    Path file =
        Files.writeString(folder.resolve("login"), "user=anna\npassword=secret\npoolSize=2\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void receiversShareADatabaseWhoseLoginIsInAFile() throws Exception {
    String url = "jdbc:postgresql://db.studio/photos";
    String into = folder.resolve("in").toString();
    run("receive", "--into", into, "--db", url, "--db-file", login("rw-------").toString());
    assertThat(programs.started)
        .singleElement(as(type(Programs.ReceiveRequest.class)))
        .satisfies(request -> {
          assertThat(request.shared())
              .contains(
                  new Receiver.Shared(
                      new PostgresServer(url, "anna", "secret", 2, PostgresServer.USUAL_OVERFLOW),
                      Receiver.Shared.USUAL_LEASE));
          assertThat(request.toString()).doesNotContain("secret");
        });
  }

  @Test
  void aLoginThatOthersMayReadIsRefused() throws Exception {
    refuses(
        "Others may read",
        "receive",
        "--into=" + folder.resolve("in"),
        "--db=jdbc:postgresql://db.studio/photos",
        "--db-file=" + login("rw-r--r--"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/photos?user=anna&password=secret, holds a user or a password",
    "jdbc:postgresql://anna:secret@db/photos, holds a user or a password",
    "jdbc:sqlite:photos.db, is not the address of a PostgreSQL database",
    "postgresql://db/photos, is not the address of a PostgreSQL database",
  })
  void aDatabaseThatCannotBe(String url, String sentence) {
    refuses(sentence, "receive", "--into=" + folder.resolve("in"), "--db=" + url);
  }

  @Test
  void aLoginWithoutADatabaseIsRefused() {
    refuses("--db", "receive", "--into=" + folder.resolve("in"), "--db-file=none");
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
