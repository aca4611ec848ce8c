package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
class KillsTest {
  private static final int FILES = 60;

  @TempDir Path temp;

  private Path hot = Path.of("");
  private Studio studio;

  @BeforeEach
  void prepare() throws IOException {
    hot = Files.createDirectories(temp.resolve("Smith wedding"));
    studio = new Studio(temp);
    shoot();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private void shoot() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[50_000 + random.nextInt(400_000)];
      random.nextBytes(content);
      Path folder = Files.createDirectories(i % 3 == 0 ? hot.resolve("Église") : hot);
      Files.write(folder.resolve("IMG (%d).jpg".formatted(i)), content);
    }
  }

  private static Map<String, ContentHash> contents(Path root) {
    var contents = new TreeMap<String, ContentHash>();
    files(root)
        .forEach(file -> contents.put(root.relativize(file).toString(), HotFolders.hash(file)));
    return contents;
  }

  private static List<Path> files(Path root) {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAQuarter() {
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> files(studio.into().resolve("studio")).size() >= FILES / 4);
  }

  private void assertAllThereOnce() {
    assertThat(contents(studio.into().resolve("studio/Smith wedding"))).isEqualTo(contents(hot));
    assertThat(contents(studio.into().resolve(".shuttersend/versions"))).isEmpty();
  }

  @Test
  void aKilledSenderLosesNothingAndDoublesNothingAndTheReceiverSaysGoodbye() {
    Program receiver = studio.receive();
    Program first = studio.watchOnce(hot);
    awaitAQuarter();
    first.kill();
    Program second = studio.watchOnce(hot);
    assertThat(second.await()).as("%s", second.errors()).isZero();
    assertAllThereOnce();
    assertThat(second.output().getLast()).startsWith("{\"event\":\"summary\",\"delivered\":");
    receiver.terminate();
    receiver.await();
    assertThat(receiver.output().getFirst()).isEqualTo("Receiving on " + studio.address());
    assertThat(receiver.output().getLast()).startsWith("Stopped. " + FILES + " photos received");
  }

  @Test
  void aKilledReceiverLosesNothingAndDoublesNothing() {
    Program receiver = studio.receive();
    Program sender = studio.watchOnce(hot);
    awaitAQuarter();
    receiver.kill();
    studio.receive();
    assertThat(sender.await()).as("%s", sender.errors()).isZero();
    assertAllThereOnce();
  }
}
