package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;

/// The real programs, in processes of their own, on real disks and sockets; killed where it hurts.
class ProgramsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FILES = 60;

  @TempDir Path temp;

  private final List<Program> programs = new ArrayList<>();
  private final Random random = new Random(7);
  private Path hot;
  private Path into;
  private int port;

  @BeforeEach
  void prepare() throws IOException {
    hot = Files.createDirectories(temp.resolve("Smith wedding"));
    into = temp.resolve("Received");
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void end() {
    programs.forEach(Program::close);
  }

  private Program start(String... args) {
    Program program = Program.start(temp, args);
    programs.add(program);
    return program;
  }

  private Program receive() {
    Program program = start("receive", "--into", into.toString(), "--port", Integer.toString(port));
    await()
        .atMost(SOON)
        .until(() -> program.output().contains("Receiving on http://127.0.0.1:" + port));
    return program;
  }

  private Path token() {
    return into.resolve(".shuttersend/token");
  }

  private Program watchOnce() {
    return start(
        "watch",
        hot.toString(),
        "--to",
        "http://127.0.0.1:" + port,
        "--token-file",
        token().toString(),
        "--data",
        temp.resolve("data").toString(),
        "--once",
        "--json");
  }

  private void shoot() throws IOException {
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[50_000 + random.nextInt(900_000)];
      random.nextBytes(content);
      Path folder = Files.createDirectories(i % 3 == 0 ? hot.resolve("Église") : hot);
      Files.write(folder.resolve("IMG (%d).jpg".formatted(i)), content);
    }
  }

  private static Map<String, ContentHash> contents(Path root) {
    var contents = new TreeMap<String, ContentHash>();
    if (Files.isDirectory(root)) {
      try (var files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> contents.put(root.relativize(file).toString(), HotFolders.hash(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return contents;
  }

  private long arrived() {
    return contents(into.resolve("studio")).size();
  }

  private void assertAllThereOnce() {
    assertThat(contents(into.resolve("studio/Smith wedding"))).isEqualTo(contents(hot));
    assertThat(contents(into.resolve(".shuttersend/versions"))).isEmpty();
  }

  @Test
  void aKilledSenderLosesNothingAndDoublesNothing() throws IOException {
    shoot();
    receive();
    Program first = watchOnce();
    await().atMost(SOON).until(() -> arrived() >= FILES / 4);
    first.kill();
    Program second = watchOnce();
    assertThat(second.await()).as("%s", second.errors()).isZero();
    assertAllThereOnce();
    assertThat(second.output().getLast()).startsWith("{\"event\":\"summary\",\"delivered\":");
  }

  @Test
  void aKilledReceiverLosesNothingAndDoublesNothing() throws IOException {
    shoot();
    Program receiver = receive();
    Program sender = watchOnce();
    await().atMost(SOON).until(() -> arrived() >= FILES / 4);
    receiver.kill();
    receive();
    assertThat(sender.await()).as("%s", sender.errors()).isZero();
    assertAllThereOnce();
  }

  @Test
  void aNewerVersionTakesThePlaceAndTheOlderIsKept() throws IOException {
    receive();
    Path photo = Files.writeString(hot.resolve("a.jpg"), "first");
    assertThat(watchOnce().await()).isZero();
    Files.writeString(photo, "second, longer");
    assertThat(watchOnce().await()).isZero();
    assertThat(into.resolve("studio/Smith wedding/a.jpg")).hasContent("second, longer");
    assertThat(contents(into.resolve(".shuttersend/versions")).values())
        .containsExactly(HotFolders.hash("first".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatCannotBeSentIsNamedAndEndsTheRunSoon() throws IOException {
    receive();
    Files.createFile(hot.resolve("empty.jpg"));
    Files.writeString(hot.resolve("a.jpg"), "photo");
    Program watch = watchOnce();
    assertThat(watch.await()).isEqualTo(1);
    assertThat(watch.output())
        .anyMatch(line -> line.contains("empty.jpg") && line.contains("file_empty"));
    assertThat(watch.output().getLast())
        .contains("\"delivered\":1", "\"attention\":1")
        .containsPattern("\"seconds\":1?\\d\\.");
  }

  @Test
  void aProgramThatIsKilledLeavesNoCopyOfItsLibrary() throws IOException {
    for (int times = 0; times < 3; times++) {
      Program receiver = receive();
      receiver.kill();
      assertThat(receiver.errors()).isEmpty();
    }
    try (var files = Files.walk(into.resolve(".shuttersend"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains("sqlitejdbc"))
          .hasSize(1);
    }
  }

  @Test
  void aTerminatedReceiverSaysGoodbye() {
    Program receiver = receive();
    receiver.terminate();
    receiver.await();
    assertThat(receiver.output().getLast()).startsWith("Stopped. 0 photos received");
    assertThat(receiver.output().getFirst()).isEqualTo("Receiving on http://127.0.0.1:" + port);
  }

  @Test
  void theDemoRunsWithoutADisplay() {
    Program demo = start("demo", "--seconds", "1", "--keep", temp.resolve("demo").toString());
    assertThat(demo.await()).as("%s %s", demo.output(), demo.errors()).isZero();
    assertThat(demo.output().getLast()).contains("byte for byte: every SHA-256 matches");
  }

  @Test
  void withoutADisplayTheWindowNamesTheCommandThatNeedsNone() {
    Program window = start();
    assertThat(window.await()).isEqualTo(2);
    assertThat(window.errors()).singleElement().asString().contains("shuttersend watch");
  }

  @Test
  void aPortInUseIsSaidInASentence() {
    receive();
    Program second =
        start("receive", "--into", temp.resolve("other").toString(), "--port", "" + port);
    assertThat(second.await()).isEqualTo(2);
    assertThat(second.errors()).singleElement().asString().contains("port " + port, "--port 0");
  }

  @Test
  void aDataFolderInUseIsSaidInASentence() {
    receive();
    Program second = start("receive", "--into", into.toString(), "--port", "0");
    assertThat(second.await()).isEqualTo(2);
    assertThat(second.errors()).singleElement().asString().contains("Another Shuttersend");
  }

  @Test
  void aTokenFileThatOthersMayReadIsRefused() throws IOException {
    receive();
    Files.setPosixFilePermissions(token(), PosixFilePermissions.fromString("rw-r--r--"));
    Program watch = watchOnce();
    assertThat(watch.await()).isEqualTo(2);
    assertThat(watch.errors()).singleElement().asString().contains("chmod 600");
  }

  @Test
  void aWrongTokenEndsARunThatIsToEndByItself() throws IOException {
    receive();
    Files.writeString(hot.resolve("a.jpg"), "photo");
    Files.writeString(token(), "not-the-token\n");
    Program watch = watchOnce();
    assertThat(watch.await()).isEqualTo(2);
    assertThat(watch.errors())
        .singleElement()
        .asString()
        .contains("does not accept the access token");
  }
}
