package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.shuttersend.settings.ReceiverSetting.ANALYSER;
import static org.shuttersend.settings.ReceiverSetting.ANALYSER_REQUESTS;
import static org.shuttersend.settings.ReceiverSetting.CACHE_SECONDS;
import static org.shuttersend.settings.ReceiverSetting.PAGES_PER_MINUTE;
import static org.shuttersend.settings.ReceiverSetting.PORT;
import static org.shuttersend.settings.ReceiverSetting.QUEUE_SIZE;
import static org.shuttersend.settings.ReceiverSetting.WORKERS;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.model.Limits;
import org.shuttersend.receiver.PhotoSettings;
import org.shuttersend.receiver.Shared;
import org.shuttersend.receiver.analyse.AnalyserSettings;
import org.shuttersend.settings.ReceiverSettings;

/// `receive` and `demo`: what they are started with.
class ReceiveCommandTest extends CommandLine {
  private ReceiverSettings started(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "receive";
    args[1] = "--into=" + folder;
    System.arraycopy(more, 0, args, 2, more.length);
    assertThat(run(args)).as(err()).isEqualTo(Exit.DONE);
    return ((Programs.ReceiveRequest) programs.started.getLast()).settings();
  }

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
                ReceiverSettings.USUAL));
    assertThat(ReceiverSettings.USUAL.number(PORT)).isEqualTo(8088);
    assertThat(ReceiverSettings.USUAL.number(WORKERS)).isEqualTo(3);
    assertThat(ReceiverSettings.USUAL.number(QUEUE_SIZE)).isEqualTo(1000);
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
        "--analyser=http://127.0.0.1:9000/faces",
        "--analyser-requests=4",
        "--cache-seconds=30",
        "--fallback-hook=https://ops.example/in",
        "--hooks-to-private");
    assertThat(programs.started)
        .containsExactly(
            new Programs.ReceiveRequest(
                folder.resolve("in"),
                folder.resolve("d"),
                folder.resolve("t"),
                "Éléonore 2",
                ReceiverSettings.USUAL
                    .with(PORT, 0)
                    .with(WORKERS, 64)
                    .with(QUEUE_SIZE, 1)
                    .with(ANALYSER, "http://127.0.0.1:9000/faces")
                    .with(ANALYSER_REQUESTS, 4)
                    .with(CACHE_SECONDS, 30),
                new PhotoSettings(
                    Optional.of(new AnalyserSettings(URI.create("http://127.0.0.1:9000/faces"), 4)),
                    Duration.ofSeconds(30)),
                new Programs.Hooks(Optional.of(URI.create("https://ops.example/in")), true),
                Optional.empty()));
  }

  @Test
  void whatIsTypedComesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("receiver.properties"),
            "# of the studio\nworkers = 5\nqueue-size=7\npages-per-minute: 9\n");
    environment.put("PHOTO_QUEUE_WORKERS", "6");
    environment.put("PHOTO_QUEUE_MAX_SIZE", " 8 ");
    environment.put("DB_POOL_SIZE", "");
    ReceiverSettings settings = started("--settings=" + file, "--workers=4");
    assertThat(settings.number(WORKERS)).isEqualTo(4);
    assertThat(settings.number(QUEUE_SIZE)).isEqualTo(8);
    assertThat(settings.number(PAGES_PER_MINUTE)).isEqualTo(9);
    assertThat(started("--set=pages-per-minute=30").number(PAGES_PER_MINUTE)).isEqualTo(30);
  }

  @Test
  void aWrongSettingIsNamedWithWhereItWasSet() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "workers=many");
    refuses(
        "workers in " + file + " takes a number from 1 to 64",
        "receive",
        "--into=" + folder,
        "--settings=" + file);
    Files.writeString(file, "wokers=3");
    refuses(
        "wokers in " + file + " is no setting",
        "receive",
        "--into=" + folder,
        "--settings=" + file);
    Path missing = folder.resolve("missing");
    refuses(missing + " cannot be read", "receive", "--into=.", "--settings=" + missing);
    refuses("nothing is no setting", "receive", "--into=.", "--set=nothing=1");
    environment.put("DB_POOL_SIZE", "0");
    refuses(
        "DB_POOL_SIZE in the environment takes a number from 1 to 100",
        "receive",
        "--into=" + folder);
  }

  @Test
  void withoutTlsItListensToThisComputerOnlyUnlessThatIsChosen() {
    for (String other : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
      refuses("without TLS", "receive", "--into=.", "--listen=" + other);
    }
    refuses("needs its key", "receive", "--into=.", "--listen=0.0.0.0", "--tls-cert=c.pem");
    environment.put("RECEIVER_TLS_KEY", "k.pem");
    refuses("needs its key", "receive", "--into=.");
    started("--listen=0.0.0.0", "--tls-cert=c.pem");
    environment.clear();
    started("--listen=0.0.0.0", "--insecure");
    started("--listen=::1");
    started("--listen=localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "--port, -1, --port takes a number from 0 to 65535",
    "--port, 65536, --port takes a number from 0 to 65535",
    "--workers, 0, --workers takes a number from 1 to 64",
    "--queue-size, 0, --queue-size takes a number from 1 to 1000000",
    "--port, many, --port",
    "--analyser, faces, is not the address of an analyser",
    "--analyser, file:///etc, is not the address of an analyser",
    "--analyser-requests, 0, --analyser-requests takes a number from 1 to 256",
    "--cache-seconds, 29, --cache-seconds takes a number from 30 to 120",
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

  private Path login(String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("login"), "user=anna\npassword=secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void receiversShareADatabaseWhoseLoginIsInAFile() throws Exception {
    String url = "jdbc:postgresql://db.studio/photos";
    run(
        "receive",
        "--into=" + folder.resolve("in"),
        "--db=" + url,
        "--db-file=" + login("rw-------"),
        "--set=db-pool-size=2",
        "--set=queue-lease-seconds=7");
    assertThat(programs.started)
        .singleElement(as(type(Programs.ReceiveRequest.class)))
        .satisfies(request -> {
          assertThat(request.shared())
              .contains(
                  new Shared(
                      new PostgresServer(url, "anna", "secret", 2, 5), Duration.ofSeconds(7)));
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
  void receiveNeedsItsFolder() {
    refuses("--into has to be given", "receive");
    refuses("--into has to be given", "receive", "user", "list");
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
