package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Namespaces;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// Two cards that the system calls the same, with files of the same names, in each other's place
/// while no server answers. The photos of both arrive, each once.
@EnabledOnOs(OS.LINUX)
class AlikeCardsTest {
  private static final Pattern WAITING =
      Pattern.compile("\"(?:queued|sending|held)\":\\{\"photos\":(\\d+)");
  private static final List<String> NAMES = List.of("DCIM/IMG_0001.jpg", "DCIM/IMG_0002.jpg");

  @TempDir Path temp;

  private final List<Program> watches = new ArrayList<>();
  private final Random random = new Random(11);
  private final List<ContentHash> shot = new ArrayList<>();
  private Path media = Path.of("");
  private Path one = Path.of("");
  private Path two = Path.of("");
  private Studio studio = new Studio(Path.of(""));
  private Optional<Namespaces> reader = Optional.empty();

  @BeforeEach
  void prepare() throws IOException {
    Sandbox.needsNamespaces();
    media = Files.createDirectory(temp.resolve("media"));
    one = Files.createDirectory(temp.resolve("one"));
    two = Files.createDirectory(temp.resolve("two"));
    reader =
        Optional.of(
            Namespaces.of(
                "mount -t tmpfs CARD '%s'\nmount -t tmpfs CARD '%s'".formatted(one, two)));
    studio = new Studio(temp);
    studio.receive().kill();
  }

  @AfterEach
  void end() {
    watches.forEach(Program::close);
    studio.close();
    reader.ifPresent(Namespaces::close);
  }

  private Namespaces reader() {
    return reader.orElseThrow();
  }

  private Program watch() {
    Program program =
        Program.startBy(
            temp,
            reader().starter(),
            "watch",
            media.toString(),
            "--to",
            studio.address(),
            "--token-file",
            studio.token().toString(),
            "--data",
            temp.resolve("data").toString(),
            "--json");
    watches.add(program);
    await().until(() -> told("status").contains("\"health\":\"watching\""));
    return program;
  }

  private void insert(Path card, Path place) {
    reader().run("mkdir -p '%s'\nmount --bind '%s' '%s'".formatted(place, card, place));
  }

  private void pull(Path place) {
    reader().run("umount -l '%s'".formatted(place));
  }

  private void shoot(Path card) throws IOException {
    for (String name : NAMES) {
      shoot(card, name);
    }
  }

  private void shoot(Path card, String name) throws IOException {
    byte[] content = new byte[50_000];
    random.nextBytes(content);
    Path file = Path.of("/proc/" + reader().pid() + "/root" + card).resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    shot.add(HotFolders.hash(content));
  }

  private String told(String command) {
    Program program =
        Program.start(temp, command, "--json", "--data", temp.resolve("data").toString());
    program.await();
    return String.join("\n", program.output());
  }

  private void awaitWaiting(int count) {
    await()
        .untilAsserted(() ->
            assertThat(
                    WAITING
                        .matcher(told("status"))
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)))
                        .sum())
                .isEqualTo(count));
  }

  private List<ContentHash> received() throws IOException {
    try (Stream<Path> files = Files.walk(studio.into())) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".jpg"))
          .map(HotFolders::hash)
          .toList();
    }
  }

  private void awaitReceived(int count) {
    arrival().until(() -> received().size() == count);
  }

  /// All that were shot, each once.
  private void awaitAll() {
    arrival().untilAsserted(() -> assertThat(received()).containsExactlyInAnyOrderElementsOf(shot));
  }

  /// The receiver gives an older version another name while we look.
  private static ConditionFactory arrival() {
    return await().ignoreExceptionsInstanceOf(UncheckedIOException.class);
  }

  private void assertNothingLost() {
    assertThat(told("status")).contains("\"gone\":{\"photos\":0", "\"superseded\":{\"photos\":0");
  }

  /// The server is on; `second` is in its place.
  private void awaitBoth(Path second, Path first, Path place) throws IOException {
    awaitReceived(2);
    awaitWaiting(2);
    assertThat(told("list")).contains("volume_missing");
    pull(place);
    insert(first, place);
    awaitAll();
    await().until(() -> told("status").contains("\"processed\":{\"photos\":4"));
    assertNothingLost();
    pull(place);
    insert(second, place);
    awaitWaiting(0);
    assertThat(received()).as("each once").hasSize(4);
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
    Path place = media.resolve(at).normalize();
    watch();
    shoot(one);
    shoot(two);
    insert(one, place);
    awaitWaiting(2);
    pull(place);
    insert(two, place);
    awaitWaiting(4);
    assertThat(told("list")).contains("\"CARD\"").doesNotContain("CARD (2)");
    pull(place);
    insert(one, place);
    await().until(() -> told("list").contains("CARD (2)"));
    awaitWaiting(4);
    assertNothingLost();
    pull(place);
    insert(two, place);

    studio.receive();
    awaitBoth(two, one, place);
  }

  @Tag("stress")
  @Test
  void areExchangedWhileTheProgramIsOff() throws IOException {
    Path place = media.resolve("EOS");
    Program first = watch();
    shoot(one);
    shoot(two);
    insert(two, place);
    awaitWaiting(2);
    first.kill();
    pull(place);
    insert(one, place);
    watch();
    awaitWaiting(4);
    assertNothingLost();

    studio.receive();
    awaitBoth(one, two, place);
  }

  /// What is unmounted gives its numbers to what is mounted next: nothing but the end of its events
  /// tells that it is another.
  @Test
  void areExchangedInAMoment() throws IOException {
    Path place = media.resolve("EOS");
    Files.createDirectory(place);
    reader().run("mount -t tmpfs CARD '%s'".formatted(place));
    watch();
    shoot(place);
    awaitWaiting(2);
    reader()
        .run(
            """
            umount '%1$s'
            mount -t tmpfs CARD '%1$s'
            mkdir '%1$s/DCIM'
            echo another > '%1$s/%2$s'
            echo others > '%1$s/%3$s'
            """
                .formatted(place, NAMES.getFirst(), NAMES.getLast()));
    awaitWaiting(4);
    assertNothingLost();
    assertThat(told("list")).contains("volume_missing");
  }

  @Tag("stress")
  @Test
  void areInTwoReadersAtOnceAndThenInOne() throws IOException {
    Path place = media.resolve("EOS");
    watch();
    shoot(one);
    shoot(two);
    insert(one, place);
    insert(two, media.resolve("EOS 1"));
    awaitWaiting(4);
    pull(place);
    pull(media.resolve("EOS 1"));
    insert(two, place);
    await().until(() -> told("status").contains("\"gone\":{\"photos\":2"));
    awaitWaiting(4);

    studio.receive();
    awaitReceived(2);
    pull(place);
    insert(one, place);
    awaitAll();
  }

  @Tag("stress")
  @Test
  void aCardThatStaysAndOnWhichAllIsReplacedIsTheSame() throws IOException {
    Path place = media.resolve("EOS");
    watch();
    shoot(one);
    insert(one, place);
    awaitWaiting(2);
    shoot(one);
    await().until(() -> told("status").contains("\"superseded\":{\"photos\":2"));
    awaitWaiting(2);
  }
}
