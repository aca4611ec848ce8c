package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// Cards that come and go below a hot folder, and in each other's place, while no server answers:
/// their photos wait.
@EnabledOnOs(OS.LINUX)
class CardsTest {
  private static final String PLACE = "CANON_DC";

  @TempDir Path temp;

  private CardReader reader;

  @BeforeAll
  static void needsNamespaces() {
    Sandbox.needsNamespaces();
  }

  @BeforeEach
  void prepare() throws IOException {
    reader = new CardReader(temp, "FIRST", "SECOND");
  }

  @AfterEach
  void end() {
    reader.close();
  }

  /// A program that has seen the server, which then goes away.
  private Program watch() {
    Program receiver = reader.studio().receive();
    Program watch = reader.watch();
    receiver.kill();
    return watch;
  }

  @Tag("stress")
  @Test
  void aCardBelowAHotFolderThatIsPulledAtOnceIsWaitedFor() throws IOException {
    watch();
    Path place = reader.media().resolve(PLACE);
    ContentHash photo = reader.shoot(reader.one(), "DCIM/a.jpg");
    reader.insert(reader.one(), place);
    reader.awaitWaiting(1);
    reader.pull(place);
    reader.run("rmdir '%s'".formatted(place));

    reader.studio().receive();
    Files.write(reader.media().resolve("local.jpg"), new byte[] {1, 2, 3});
    reader.awaitReceived(1);
    assertThat(reader.told("status")).contains("\"gone\":{\"photos\":0");
    assertThat(reader.told("list")).contains("volume_missing").contains("FIRST");

    reader.insert(reader.one(), place);
    reader.awaitReceived(photo);
  }

  @Test
  void aCardBelowAHotFolderThatIsPulledWhileNobodyWatchesIsWaitedFor() throws IOException {
    Program watch = watch();
    Path place = reader.media().resolve(PLACE);
    reader.shoot(reader.one(), "DCIM/a.jpg");
    reader.insert(reader.one(), place);
    reader.awaitWaiting(1);
    watch.kill();
    reader.pull(place);

    reader.studio().receive();
    Files.write(reader.media().resolve("local.jpg"), new byte[] {1, 2, 3});
    reader.watch();
    reader.awaitReceived(1);
    assertThat(reader.told("status")).contains("\"gone\":{\"photos\":0");
    assertThat(reader.told("list")).contains("volume_missing").contains("FIRST");
  }

  @Test
  void photosOfTwoCardsWithOnePathAreBothSent() throws IOException {
    sendsBoth(reader.media().resolve(PLACE));
  }

  @Test
  void photosOfTwoCardsThatAreTheHotFolderInTurnAreBothSent() throws IOException {
    sendsBoth(reader.media());
  }

  @Test
  void aCardThatComesBackAtAnotherPlaceIsSentFromThere() throws IOException {
    watch();
    ContentHash photo = reader.shoot(reader.one(), "DCIM/IMG_0001.jpg");
    reader.insert(reader.one(), reader.media().resolve(PLACE));
    reader.awaitWaiting(1);
    reader.pull(reader.media().resolve(PLACE));
    reader.insert(reader.one(), reader.media().resolve(PLACE + "1"));
    await().until(() -> reader.told("status").contains("\"gone\":{\"photos\":1"));
    reader.awaitWaiting(1);

    reader.studio().receive();
    reader.awaitReceived(photo);
    await().until(() -> reader.told("status").contains("\"processed\":{\"photos\":1"));
    assertThat(reader.received()).containsExactly(photo);
  }

  private void sendsBoth(Path place) throws IOException {
    watch();
    ContentHash first = reader.shoot(reader.one(), "DCIM/IMG_0001.jpg");
    reader.shoot(reader.two(), "DCIM/IMG_0002.jpg");
    ContentHash second = reader.shoot(reader.two(), "DCIM/IMG_0001.jpg");
    reader.insert(reader.one(), place);
    reader.awaitWaiting(1);
    reader.pull(place);
    reader.insert(reader.two(), place);
    reader.awaitWaiting(3);
    String waiting = reader.told("list");
    assertThat(waiting).contains("volume_missing").contains("FIRST").doesNotContain("SECOND");
    reader.assertNothingLost();

    reader.studio().receive();
    reader.awaitReceived(second);
    reader.awaitWaiting(1);
    reader.pull(place);
    reader.insert(reader.one(), place);
    reader.awaitReceived(first, second);
    await().until(() -> reader.told("status").contains("\"processed\":{\"photos\":3"));
    reader.assertNothingLost();
  }
}
