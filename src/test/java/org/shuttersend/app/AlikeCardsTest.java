package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/// Two cards that the system calls the same, with files of the same names, in each other's place
/// while no server answers. The photos of both arrive, each once.
@EnabledOnOs(OS.LINUX)
class AlikeCardsTest {
  private static final List<String> NAMES = List.of("DCIM/IMG_0001.jpg", "DCIM/IMG_0002.jpg");

  @TempDir Path temp;

  private final List<ContentHash> shot = new ArrayList<>();
  private CardReader reader;

  @BeforeAll
  static void needsNamespaces() {
    Sandbox.needsNamespaces();
  }

  @BeforeEach
  void prepare() throws IOException {
    reader = new CardReader(temp, "CARD", "CARD");
    reader.studio().receive().kill();
  }

  @AfterEach
  void end() {
    reader.close();
  }

  private void shoot(Path card) throws IOException {
    for (String name : NAMES) {
      shot.add(reader.shoot(card, name));
    }
  }

  /// All that were shot, each once.
  private void awaitAll() {
    CardReader.arrival()
        .untilAsserted(
            () -> assertThat(reader.received()).containsExactlyInAnyOrderElementsOf(shot));
  }

  /// The server is on; `second` is in its place.
  private void awaitBoth(Path second, Path first, Path place) throws IOException {
    reader.awaitReceived(2);
    reader.awaitWaiting(2);
    assertThat(reader.told("list")).contains("volume_missing");
    reader.pull(place);
    reader.insert(first, place);
    awaitAll();
    await().until(() -> reader.told("status").contains("\"processed\":{\"photos\":4"));
    reader.assertNothingLost();
    reader.pull(place);
    reader.insert(second, place);
    reader.awaitWaiting(0);
    assertThat(reader.received()).as("each once").hasSize(4);
  }

  @Tag("stress")
  @Test
  void areExchangedWhileNoServerAnswers() throws IOException {
    areExchangedWhileNoServerAnswers("EOS");
  }

  @Tag("stress")
  @Test
  void areExchangedAtTheFolderItselfWhileNoServerAnswers() throws IOException {
    areExchangedWhileNoServerAnswers(".");
  }

  private void areExchangedWhileNoServerAnswers(String at) throws IOException {
    Path place = reader.media().resolve(at).normalize();
    reader.watch();
    shoot(reader.one());
    shoot(reader.two());
    reader.insert(reader.one(), place);
    reader.awaitWaiting(2);
    reader.pull(place);
    reader.insert(reader.two(), place);
    reader.awaitWaiting(4);
    assertThat(reader.told("list")).contains("\"CARD\"").doesNotContain("CARD (2)");
    reader.pull(place);
    reader.insert(reader.one(), place);
    await().until(() -> reader.told("list").contains("CARD (2)"));
    reader.awaitWaiting(4);
    reader.assertNothingLost();
    reader.pull(place);
    reader.insert(reader.two(), place);

    reader.studio().receive();
    awaitBoth(reader.two(), reader.one(), place);
  }

  @Tag("stress")
  @Test
  void areExchangedWhileTheProgramIsOff() throws IOException {
    Path place = reader.media().resolve("EOS");
    Program first = reader.watch();
    shoot(reader.one());
    shoot(reader.two());
    reader.insert(reader.two(), place);
    reader.awaitWaiting(2);
    first.kill();
    reader.pull(place);
    reader.insert(reader.one(), place);
    reader.watch();
    reader.awaitWaiting(4);
    reader.assertNothingLost();

    reader.studio().receive();
    awaitBoth(reader.one(), reader.two(), place);
  }

  /// What is unmounted gives its numbers to what is mounted next: nothing but the end of its events
  /// tells that it is another.
  @Test
  void areExchangedInAMoment() throws IOException {
    Path place = reader.media().resolve("EOS");
    Files.createDirectory(place);
    reader.run("mount -t tmpfs CARD '%s'".formatted(place));
    reader.watch();
    shoot(place);
    reader.awaitWaiting(2);
    reader.run(
        """
        umount '%1$s'
        mount -t tmpfs CARD '%1$s'
        mkdir '%1$s/DCIM'
        echo another > '%1$s/%2$s'
        echo others > '%1$s/%3$s'
        """
            .formatted(place, NAMES.getFirst(), NAMES.getLast()));
    reader.awaitWaiting(4);
    reader.assertNothingLost();
    assertThat(reader.told("list")).contains("volume_missing");
  }

  @Tag("stress")
  @Test
  void areInTwoReadersAtOnceAndThenInOne() throws IOException {
    Path place = reader.media().resolve("EOS");
    reader.watch();
    shoot(reader.one());
    shoot(reader.two());
    reader.insert(reader.one(), place);
    reader.insert(reader.two(), reader.media().resolve("EOS 1"));
    reader.awaitWaiting(4);
    reader.pull(place);
    reader.pull(reader.media().resolve("EOS 1"));
    reader.insert(reader.two(), place);
    await().until(() -> reader.told("status").contains("\"gone\":{\"photos\":2"));
    reader.awaitWaiting(4);

    reader.studio().receive();
    reader.awaitReceived(2);
    reader.pull(place);
    reader.insert(reader.one(), place);
    awaitAll();
  }

  @Tag("stress")
  @Test
  void aCardThatStaysAndOnWhichAllIsReplacedIsTheSame() throws IOException {
    Path place = reader.media().resolve("EOS");
    reader.watch();
    shoot(reader.one());
    reader.insert(reader.one(), place);
    reader.awaitWaiting(2);
    shoot(reader.one());
    await().until(() -> reader.told("status").contains("\"superseded\":{\"photos\":2"));
    reader.awaitWaiting(2);
  }
}
