package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// The disk of the program's own data is full, really: it was told by thousands of lines of a log,
/// and by nobody in words.
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  private static final int PHOTOS = 30;

  @TempDir Path temp;

  private final Random random = new Random(7);
  private Path hot = Path.of("");
  private Path data = Path.of("");
  private Studio studio = new Studio(Path.of(""));

  @BeforeEach
  void receive() throws IOException {
    Sandbox.needsNamespaces();
    hot = Files.createDirectory(temp.resolve("Hot"));
    data = Files.createDirectory(temp.resolve("data"));
    studio = new Studio(temp);
    studio.receive();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private Program watch(String... more) {
    return studio.startBy(
        Sandbox.starter("mount -t tmpfs -o size=16m data '%s'".formatted(data)),
        studio.watching(hot, data, more));
  }

  private Program status(Program watch, String... more) {
    var args = new ArrayList<>(List.of("status", "--data", data.toString()));
    args.addAll(List.of(more));
    return studio.startBy(Sandbox.joining(watch.pid()), args.toArray(String[]::new));
  }

  private void photos(String name, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[20_000];
      random.nextBytes(content);
      Files.write(hot.resolve(name + i + ".jpg"), content);
    }
  }

  private void awaitArrival(int count) {
    Path arrived = studio.into().resolve("studio/Hot");
    await().untilAsserted(() -> assertThat(arrived.toFile().list()).isNotNull().hasSize(count));
  }

  /// What is mounted in there is seen from here through the program's own root.
  private Path ballast(Program watch) throws IOException {
    Path ballast = Path.of("/proc/" + watch.pid() + "/root" + data, "ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space");
    }
    return ballast;
  }

  @Test
  void isOneStateInWordsAndItGoesOnWhenThereIsRoom() throws IOException {
    Program watch = watch();
    photos("before", 1);
    awaitArrival(1);
    Path ballast = ballast(watch);
    photos("during", PHOTOS);
    Studio.awaitSaid(watch, "Waiting: The disk with Shuttersend's own data is full.");

    Program status = status(watch);
    assertThat(status.await()).as("%s", status.errors()).isEqualTo(1);
    assertThat(status.output())
        .anyMatch(line -> line.startsWith("Waiting: The disk with Shuttersend's own data is full."))
        .anyMatch(line -> line.contains("on the disk of " + data));
    Program forScripts = status(watch, "--json");
    assertThat(forScripts.await()).isEqualTo(1);
    assertThat(String.join("", forScripts.output())).contains("\"waiting\":\"data_disk_full\"");

    Files.delete(ballast);
    Studio.awaitSaid(watch, "It goes on.");
    awaitArrival(1 + PHOTOS);
    Program later = status(watch);
    assertThat(later.await()).as("%s", later.output()).isZero();
    assertThat(later.output()).noneMatch(line -> line.contains("full"));
    assertThat(watch.output()).noneMatch(line -> line.startsWith("Needs attention"));
    assertThat(watch.errors()).isEmpty();
  }

  @Test
  void aRunThatIsToEndByItselfWaitsForRoom() throws IOException {
    photos("before", 1);
    studio.close(); // nothing can be sent, so that the run goes on
    Program watch = watch("--once", "--json");
    Studio.awaitSaid(watch, "server_unreachable");
    Path ballast = ballast(watch);
    photos("during", 3);
    Studio.awaitSaid(watch, "\"reason\":\"data_disk_full\"");
    watch.terminate();
    assertThat(watch.await()).isNotZero();
    assertThat(watch.output().getLast()).contains("\"attention\":0", "\"waiting\":4");
    assertThat(ballast).doesNotExist();
  }
}
