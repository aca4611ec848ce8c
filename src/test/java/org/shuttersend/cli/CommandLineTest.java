package org.shuttersend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.settings.Places;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.text.Texts;

/// What is typed, what is started by it, and what is said where it cannot be used.
class CommandLineTest {
  private static final String SECRET = "tok-very-secret";

  @TempDir Path typed;

  private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Recording programs = new Recording();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private Locale locale = Locale.ENGLISH;

  /// Remembers what was started and answers what it is told to.
  private static final class Recording implements Programs {
    private final List<Object> started = new ArrayList<>();
    private int exit = Exit.DONE;
    private Optional<String> refusal = Optional.empty();

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

  private int run(String... args) {
    var surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Texts(locale, RootCommand.TEXTS),
            clock,
            new Places());
    return RootCommand.run(programs, surroundings, "1.2.3", args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void refuses(String sentence, String... args) {
    assertThat(run(args)).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains(sentence).doesNotContain("Exception").doesNotContain(SECRET);
    assertThat(out()).isEmpty();
    assertThat(programs.started).isEmpty();
  }

  private Path hot(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Path token() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private String[] watching(String server, Object... more) throws IOException {
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

  @Test
  void withoutACommandTheWindowOpens() {
    assertThat(run()).isEqualTo(Exit.DONE);
    assertThat(programs.started).containsExactly("window");
  }

  @Test
  void whatAProgramAnswersIsTheExitCode() {
    programs.exit = Exit.ATTENTION;
    assertThat(run("demo")).isEqualTo(Exit.ATTENTION);
  }

  @Test
  void aProgramThatRefusesSaysOneSentence() {
    programs.refusal = Optional.of("There is no display.");
    assertThat(run()).isEqualTo(Exit.REFUSED);
    assertThat(err()).isEqualTo("There is no display." + System.lineSeparator());
  }

  @Test
  void watchStartsWithEverythingThatWasTyped() throws Exception {
    assertThat(
            run(watching("http://127.0.0.1:8088", "--once", "--json", hot("Tethered").toString())))
        .isEqualTo(Exit.DONE);
    assertThat(programs.started)
        .containsExactly(
            new Programs.WatchRequest(
                List.of(folder.resolve("Exports"), folder.resolve("Tethered")),
                URI.create("http://127.0.0.1:8088"),
                SECRET,
                folder.resolve("data"),
                true,
                true,
                Choosing.USUAL));
    assertThat(programs.started.toString()).doesNotContain(SECRET);
  }

  @Test
  void aHotFolderThroughALinkIsItsTarget() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), hot("Exports"));
    String[] args = watching("http://localhost:1");
    args[1] = link.toString();
    assertThat(run(args)).isEqualTo(Exit.DONE);
    assertThat(((Programs.WatchRequest) programs.started.getFirst()).folders())
        .containsExactly(folder.resolve("Exports"));
  }

  @Test
  void aFolderThatIsNotThere() throws Exception {
    refuses("There is no folder", watching("http://localhost:1", folder.resolve("none")));
  }

  @Test
  void aFileIsNotAFolder() throws Exception {
    refuses("is a file", watching("http://localhost:1", token()));
  }

  @Test
  void foldersInOneAnother() throws Exception {
    refuses("lie one in the other", watching("http://localhost:1", hot("Exports/2026")));
  }

  @Test
  void theSameFolderThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), hot("Exports"));
    refuses("lie one in the other", watching("http://localhost:1", link));
  }

  @Test
  void foldersWhoseNamesOnlyBeginAlikeAreTwo() throws Exception {
    assertThat(run(watching("http://localhost:1", hot("Exports 2")))).isEqualTo(Exit.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studio",
        "studio.example:8088",
        "ftp://studio.example",
        "http://",
        "http:///path",
        "https://studio.example:99999",
        "https://studio.example:0",
        "http://bad host",
        "file:///etc/passwd",
        "",
      })
  void whatIsNoAddress(String server) throws Exception {
    refuses("is not the address of a server", watching(server));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://studio.example",
        "http://192.168.1.7:8088",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0.0.0.0:1",
        "http://[2001:db8::1]:1",
      })
  void plainHttpToOthers(String server) throws Exception {
    refuses("is not encrypted", watching(server));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8088",
        "HTTP://LOCALHOST",
        "http://127.0.0.1",
        "http://127.8.9.1:80",
        "http://[::1]:8088",
        "https://studio.example",
        "https://studio.example:8443/photos",
      })
  void addressesThatAreSafe(String server) throws Exception {
    assertThat(run(watching(server))).isEqualTo(Exit.DONE);
  }

  @Test
  void plainHttpWhereTheUserSaysSo() throws Exception {
    assertThat(run(watching("http://192.168.1.7:8088", "--allow-plain-http"))).isEqualTo(Exit.DONE);
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() throws Exception {
    refuses("holds a password", watching("https://me:" + SECRET + "@studio.example"));
  }

  @Test
  void aTokenFileThatCannotBeUsed() throws Exception {
    String[] args = watching("http://localhost:1");
    args[5] = folder.resolve("none").toString();
    refuses("There is no token file", args);
    Files.setPosixFilePermissions(token(), PosixFilePermissions.fromString("rw-r--r--"));
    args[5] = folder.resolve("token").toString();
    refuses("chmod 600", args);
    Files.setPosixFilePermissions(
        folder.resolve("token"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("token"), SECRET + " " + SECRET);
    refuses("does not hold one token", args);
  }

  @Test
  void watchWithoutWhatItNeeds() throws Exception {
    assertThat(run("watch", hot("Exports").toString())).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("--to").contains("--token-file");
    assertThat(run("watch")).isEqualTo(Exit.REFUSED);
    assertThat(programs.started).isEmpty();
  }

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

  @Test
  void demoTakesItsPhotosFromAFolder() throws Exception {
    run("demo", "--photos", hot("p").toString(), "--seconds", "0", "--keep", "kept");
    assertThat(programs.started)
        .containsExactly(
            new Programs.DemoRequest(
                Optional.of(folder.resolve("p")),
                Optional.of(Path.of("kept").toAbsolutePath()),
                0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "3601"})
  void demoForTooLong(String seconds) {
    refuses("--seconds takes a number from 0 to 3600", "demo", "--seconds", seconds);
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThat(run("upload")).isEqualTo(Exit.REFUSED);
    assertThat(run("demo", "--fast")).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("upload").contains("--fast");
    assertThat(programs.started).isEmpty();
  }

  @Test
  void helpAndVersion() {
    assertThat(run("--version")).isEqualTo(Exit.DONE);
    assertThat(out()).isEqualTo("Shuttersend 1.2.3" + System.lineSeparator());
    assertThat(run("--help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("watch", "receive", "status", "list", "demo");
    assertThat(run("watch", "--help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("--allow-plain-http");
    assertThat(err()).isEmpty();
    assertThat(programs.started).isEmpty();
  }

  @Test
  void frenchIsSpoken() throws Exception {
    locale = Locale.FRENCH;
    refuses("n'existe pas", watching("http://localhost:1", folder.resolve("rien")));
  }

  @Test
  void whereThereIsNoCatalog() {
    refuses("There is no catalog", "status", "--data", folder.toString());
    refuses("There is no catalog", "list", "--data", folder.toString());
    assertThat(folder.resolve("catalog.db")).doesNotExist();
  }

  @Test
  void whatIsNoCatalogIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("catalog.db"), "notes of the week, 1 kilobyte ".repeat(40));
    refuses("cannot be read", "status", "--data", folder.toString());
    assertThat(folder.resolve("catalog.db")).content().startsWith("notes of the week");
  }

  /// One delivered, one failed, one waiting.
  private String catalog() throws Exception {
    Path data = folder.resolve("data");
    var keys = new int[1];
    try (Catalog catalog = Catalog.open(data, clock, () -> "key-" + keys[0]++)) {
      HotFolder hot = catalog.activate(List.of(folder.resolve("Exports"))).getFirst();
      for (String name : List.of("a.jpg", "b.jpg", "c.jpg")) {
        catalog
            .intake()
            .settled(
                List.of(
                    new ObservedFile(
                        new FileRef(hot, name), new FileStamp(2_000_000, clock.instant(), name))));
      }
      List<Claim> claims = catalog.outbox().claim(2, Set.of(1, 2, 3));
      var hash = new ContentHash("ab".repeat(32));
      var ready =
          (AfterHash.Ready)
              catalog.outbox().hashed(List.of(new Outbox.Hashed(claims.get(0), hash))).getFirst();
      catalog.outbox().accepted(ready.claim(), new Receipt(Optional.of(hash), Optional.empty()));
      catalog
          .outbox()
          .fail(
              claims.get(1),
              Reason.of(Reason.Code.NOT_ACCEPTED, "422", "Not a picture"),
              Optional.empty());
    }
    return data.toString();
  }

  @Test
  void statusCountsAndNeedsAttention() throws Exception {
    assertThat(run("status", "--data", catalog())).isEqualTo(Exit.ATTENTION);
    assertThat(out())
        .containsPattern("Delivered +1 +2.0\u00a0MB")
        .containsPattern("Not sent +1 +")
        .containsPattern("Waiting +1 +")
        .doesNotContain("Held");
  }

  @Test
  void statusForScripts() throws Exception {
    assertThat(run("status", "--json", "--data", catalog())).isEqualTo(Exit.ATTENTION);
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .contains("\"processed\":{")
        .contains("\"photos\":1")
        .contains("\"bytes\":2000000")
        .contains("\"superseded\":{");
  }

  @Test
  void statusOfAnEmptyCatalog() throws Exception {
    Catalog.open(folder.resolve("data"), clock, () -> "key").close();
    assertThat(run("status", "--data", folder.resolve("data").toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("No photos yet.");
  }

  @Test
  void listTellsEachPhotoAndWhy() throws Exception {
    assertThat(run("list", "--data", catalog())).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(3);
    assertThat(out()).contains("Exports/b.jpg  The server refused it: Not a picture (422)");
  }

  @Test
  void listOfOneStateForScripts() throws Exception {
    String data = catalog();
    assertThat(run("list", "--state", "failed", "--json", "--data", data)).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .contains("\"path\":\"b.jpg\"")
        .contains("\"state\":\"failed\"")
        .contains("\"code\":\"not_accepted\"")
        .contains("\"args\":[\"422\",\"Not a picture\"]")
        .contains("\"until\":null");
    out.reset();
    assertThat(run("list", "--limit=1", "--data=" + data)).isEqualTo(Exit.DONE);
    assertThat(out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001"})
  void listOfTooMany(String limit) {
    refuses("--limit takes a number from 1 to", "list", "--limit=" + limit);
  }

  @Test
  void listOfAStateThereIsNot() {
    assertThat(run("list", "--state", "lost")).isEqualTo(Exit.REFUSED);
    assertThat(err()).contains("lost");
  }

  /// Exit code 1 means that photos need attention: a broken program is something else.
  @Test
  void whatBreaksIsNotTakenForPhotosThatNeedAttention() {
    var broken =
        new Programs() {
          @Override
          public int window() {
            throw new IllegalStateException("broken");
          }

          @Override
          public int watch(WatchRequest request) {
            return 0;
          }

          @Override
          public int receive(ReceiveRequest request) {
            return 0;
          }

          @Override
          public int demo(DemoRequest request) {
            return 0;
          }
        };
    var surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Texts(locale, RootCommand.TEXTS),
            clock,
            new Places());
    assertThat(RootCommand.run(broken, surroundings, "1")).isEqualTo(Exit.BROKEN);
    assertThat(err()).contains("broken");
  }
}
