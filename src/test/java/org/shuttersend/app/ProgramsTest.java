package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;

/// The real programs, in processes of their own. One receiver for all tests, since each process
/// costs seconds of a processor; each test has a hot folder of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramsTest {
  private Path temp = Path.of("");
  private Path hot = Path.of("");
  private Studio studio;

  @BeforeAll
  void receive(@TempDir Path folder) {
    temp = folder;
    studio = new Studio(folder);
    studio.receive();
  }

  @AfterAll
  void end() {
    studio.close();
  }

  @BeforeEach
  void hotFolder(TestInfo test) throws IOException {
    hot = Files.createDirectories(temp.resolve(test.getTestMethod().orElseThrow().getName()));
  }

  @Test
  void aNewerVersionTakesThePlaceAndTheOlderIsKept() throws IOException {
    Path photo = Files.writeString(hot.resolve("a.jpg"), "first");
    assertThat(studio.watchOnce(hot).await()).isZero();
    Files.writeString(photo, "second, longer");
    assertThat(studio.watchOnce(hot).await()).isZero();
    assertThat(studio.into().resolve("studio").resolve(hot.getFileName()).resolve("a.jpg"))
        .hasContent("second, longer");
    try (var files = Files.walk(studio.into().resolve(".shuttersend/versions"))) {
      assertThat(files.filter(Files::isRegularFile).map(HotFolders::hash))
          .containsExactly(HotFolders.hash("first".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aCardMayBeFormattedOnlyWhileTheServerHasAllOfIt() throws IOException {
    Files.writeString(hot.resolve("a.jpg"), "photo a");
    Files.writeString(hot.resolve("b.jpg"), "photo b");
    assertThat(studio.watchOnce(hot).await()).isZero();
    Program all = manifest();
    assertThat(all.await()).as("%s", all.errors()).isZero();
    assertThat(all.output().getLast())
        .isEqualTo("All 2 photos are safe on the server; this card may be formatted.");
    Files.delete(studio.into().resolve("studio").resolve(hot.getFileName()).resolve("b.jpg"));
    Program deleted = manifest();
    assertThat(deleted.await()).isEqualTo(1);
    assertThat(deleted.output().getLast())
        .startsWith("1 of 2 photos is NOT safe: one file: not on the server any more.");
  }

  private Program manifest() {
    return studio.start(
        "manifest",
        hot.toString(),
        "--data",
        temp.resolve("data of " + hot.getFileName()).toString(),
        "--token-file",
        studio.token().toString());
  }

  @Test
  void aCopyOfWhatWasDeletedAtTheReceiverIsSentAgain() throws IOException {
    Path photo = Files.writeString(hot.resolve("a.jpg"), "seen three times");
    Path arrived = studio.into().resolve("studio").resolve(hot.getFileName());
    assertThat(studio.watchOnce(hot).await()).isZero();
    Files.copy(photo, hot.resolve("copy.jpg"));
    assertThat(studio.watchOnce(hot).await()).isZero();
    assertThat(arrived.resolve("copy.jpg")).doesNotExist();
    Files.delete(arrived.resolve("a.jpg"));
    Files.copy(photo, hot.resolve("another.jpg"));
    assertThat(studio.watchOnce(hot).await()).isZero();
    assertThat(arrived.resolve("another.jpg")).hasSameBinaryContentAs(photo);
  }

  @Test
  void whatCannotBeSentIsNamedAndEndsTheRunSoon() throws IOException {
    Files.createFile(hot.resolve("empty.jpg"));
    Files.writeString(hot.resolve("a.jpg"), "photo");
    Program watch = studio.watchOnce(hot);
    assertThat(watch.await()).isEqualTo(1);
    assertThat(watch.output())
        .anyMatch(line -> line.contains("empty.jpg") && line.contains("file_empty"));
    assertThat(watch.output().getLast()).contains("\"delivered\":1", "\"attention\":1");
  }

  @Test
  void aDemoThatIsStoppedSaysSo() {
    Program demo = studio.start("demo", "--seconds", "600");
    await().until(() -> !demo.output().isEmpty());
    demo.terminate();
    assertThat(demo.await()).isNotZero();
    assertThat(demo.output()).contains("Stopped before all photos had arrived.");
    assertThat(demo.output()).noneMatch(line -> line.startsWith("Not all photos"));
  }

  @Test
  void theDemoRunsWithoutADisplay() {
    Program demo = studio.start("demo", "--seconds", "1", "--keep", hot.resolve("d").toString());
    assertThat(demo.await()).as("%s %s", demo.output(), demo.errors()).isZero();
    assertThat(demo.output().getLast()).contains("byte for byte: every SHA-256 matches");
    assertThat(demo.output()).anyMatch(line -> line.startsWith("Everything of this demo is in"));
    assertThat(hot.resolve("d/Received/studio")).isDirectory();
  }

  @Test
  void aDemoThatWentWellLeavesNothingBehind() throws IOException {
    Program demo =
        Program.startBy(
            temp,
            List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + hot),
            "demo",
            "--seconds",
            "1");
    assertThat(demo.await()).as("%s %s", demo.output(), demo.errors()).isZero();
    assertThat(demo.output().getLast()).contains("byte for byte", "--keep DIR");
    try (var left = Files.list(hot)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("shuttersend-demo")))
          .isEmpty();
    }
  }

  @Test
  void aUserWhoIsAddedWhileTheReceiverRunsMaySendAtOnce() throws IOException {
    Path photo = Files.writeString(hot.resolve("a.jpg"), "of Anna");
    Program add = studio.start("receive", "user", "add", "Anna", "--into", "" + studio.into());
    assertThat(add.await()).as("%s", add.errors()).isZero();
    Path token = Files.write(temp.resolve("token of Anna"), add.output());
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Program watch = studio.watchOnce(hot, token);
    assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isZero();
    assertThat(studio.into().resolve("Anna").resolve(hot.getFileName()).resolve("a.jpg"))
        .hasSameBinaryContentAs(photo);
  }

  @Test
  void withoutADisplayTheWindowNamesTheCommandThatNeedsNone() {
    Program window = studio.start();
    assertThat(window.await()).isEqualTo(2);
    assertThat(window.errors()).singleElement().asString().contains("shuttersend watch");
  }

  @Test
  void aPortInUseIsSaidInASentence() {
    Program second = studio.start("receive", "--into", hot.toString(), "--port", studio.port());
    assertThat(second.await()).isEqualTo(2);
    assertThat(second.errors())
        .singleElement()
        .asString()
        .contains("port " + studio.port(), "--port 0");
  }

  @Test
  void aDataFolderInUseIsSaidInASentence() {
    Program second = studio.start("receive", "--into", studio.into().toString(), "--port", "0");
    assertThat(second.await()).isEqualTo(2);
    assertThat(second.errors()).singleElement().asString().contains("Another Shuttersend");
  }

  @Test
  void aTokenFileThatOthersMayReadIsRefused() throws IOException {
    Path token = Files.copy(studio.token(), temp.resolve("readable token"));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Program watch = studio.watchOnce(hot, token);
    assertThat(watch.await()).isEqualTo(2);
    assertThat(watch.errors()).singleElement().asString().contains("chmod 600");
  }

  @Test
  void aWrongTokenEndsARunThatIsToEndByItself() throws IOException {
    Files.writeString(hot.resolve("a.jpg"), "photo");
    Path token = Files.writeString(temp.resolve("wrong token"), "not-the-token\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Program watch = studio.watchOnce(hot, token);
    assertThat(watch.await()).isEqualTo(2);
    assertThat(watch.errors())
        .singleElement()
        .asString()
        .contains("does not accept the access token");
    assertThat(watch.output()).as("no next try").noneMatch(line -> line.contains("token_refused"));
  }
}
