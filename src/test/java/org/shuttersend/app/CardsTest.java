package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// Cards that come and go below a hot folder, and in each other's place, while no server answers:
/// their photos wait. Volumes of their own stand for the cards, kept elsewhere and really mounted.
@EnabledOnOs(OS.LINUX)
class CardsTest {
  private static final Pattern WAITING =
      Pattern.compile("\"(?:queued|sending|held)\":\\{\"photos\":(\\d+)");
  private static final String PLACE = "CANON_DC";

  @TempDir Path temp;

  private final List<Program> programs = new ArrayList<>();
  private final Random random = new Random(5);
  private Path media;
  private Path one;
  private Path two;
  private Studio studio = new Studio(Path.of(""));
  private Optional<Program> receiver = Optional.empty();

  @BeforeEach
  void prepare() throws IOException {
    Sandbox.needsNamespaces();
    media = Files.createDirectory(temp.resolve("media"));
    one = Files.createDirectory(temp.resolve("one"));
    two = Files.createDirectory(temp.resolve("two"));
    studio = new Studio(temp);
    receiver = Optional.of(studio.receive());
  }

  @AfterEach
  void end() {
    programs.reversed().forEach(Program::close);
    studio.close();
  }

  /// Two cards that no reader holds yet.
  private Program watch(Path hot) {
    return watch(hot, "mount -t tmpfs FIRST '%s'\nmount -t tmpfs SECOND '%s'".formatted(one, two));
  }

  private Program watch(Path hot, String before) {
    Program program =
        Program.startBy(
            temp,
            Sandbox.starter(before),
            "watch",
            hot.toString(),
            "--to",
            studio.address(),
            "--token-file",
            studio.token().toString(),
            "--data",
            temp.resolve("data").toString(),
            "--json");
    programs.add(program);
    await().until(() -> told("status").contains("\"health\":\"watching\""));
    return program;
  }

  private static void insert(Program watch, Path card, Path at) {
    Sandbox.within(watch, "mkdir -p '%s'\nmount --bind '%s' '%s'".formatted(at, card, at));
  }

  private static void pull(Program watch, Path from) {
    Sandbox.within(watch, "umount -l '%s'".formatted(from));
  }

  /// A card as it is seen from here.
  private static Path inside(Program watch, Path card) {
    return Path.of("/proc/" + watch.pid() + "/root" + card);
  }

  private ContentHash shoot(Program watch, Path card, String name) throws IOException {
    byte[] content = new byte[50_000];
    random.nextBytes(content);
    Path file = inside(watch, card).resolve(name);
    Files.createDirectories(file.getParent() == null ? file : file.getParent());
    Files.write(file, content);
    return HotFolders.hash(content);
  }

  private String told(String... command) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--json", "--data", temp.resolve("data").toString()));
    Program program = Program.start(temp, all.toArray(String[]::new));
    program.await();
    return String.join("\n", program.output());
  }

  /// Photos that wait, for whatever it is.
  private void awaitWaiting(int count) {
    await().untilAsserted(() -> assertThat(waiting(told("status"))).isEqualTo(count));
  }

  private static int waiting(String status) {
    return WAITING.matcher(status).results().mapToInt(m -> Integer.parseInt(m.group(1))).sum();
  }

  private void awaitReceived(ContentHash... wanted) {
    await().untilAsserted(() -> assertThat(received()).contains(wanted));
  }

  /// Also the older versions of a path.
  private List<ContentHash> received() throws IOException {
    try (Stream<Path> files = Files.walk(studio.into())) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".jpg"))
          .map(HotFolders::hash)
          .toList();
    }
  }

  @Tag("stress")
  @Test
  void aCardBelowAHotFolderThatIsPulledAtOnceIsWaitedFor() throws IOException {
    Program watch = watch(media);
    receiver.orElseThrow().kill();
    Path place = media.resolve(PLACE);
    ContentHash photo = shoot(watch, one, "DCIM/a.jpg");
    insert(watch, one, place);
    awaitWaiting(1);
    pull(watch, place);
    Sandbox.within(watch, "rmdir '%s'".formatted(place));

    receiver = Optional.of(studio.receive());
    Files.write(media.resolve("local.jpg"), new byte[] {1, 2, 3});
    await().until(() -> received().size() == 1);
    assertThat(told("status")).contains("\"gone\":{\"photos\":0");
    assertThat(told("list")).contains("volume_missing").contains("FIRST");

    insert(watch, one, place);
    awaitReceived(photo);
  }

  @Test
  void aCardBelowAHotFolderThatIsPulledWhileNobodyWatchesIsWaitedFor() throws IOException {
    Program watch = watch(media);
    receiver.orElseThrow().kill();
    Path place = media.resolve(PLACE);
    shoot(watch, one, "DCIM/a.jpg");
    insert(watch, one, place);
    awaitWaiting(1);
    watch.kill();

    receiver = Optional.of(studio.receive());
    Files.write(media.resolve("local.jpg"), new byte[] {1, 2, 3});
    watch(media);
    await().until(() -> received().size() == 1);
    assertThat(told("status")).contains("\"gone\":{\"photos\":0");
    assertThat(told("list")).contains("volume_missing").contains("FIRST");
  }

  @Test
  void photosOfTwoCardsWithOnePathAreBothSent() throws IOException {
    sendsBoth(media, media.resolve(PLACE));
  }

  @Test
  void photosOfTwoCardsThatAreTheHotFolderInTurnAreBothSent() throws IOException {
    sendsBoth(media, media);
  }

  @Test
  void aCardThatComesBackAtAnotherPlaceIsSentFromThere() throws IOException {
    Program watch = watch(media);
    receiver.orElseThrow().kill();
    ContentHash photo = shoot(watch, one, "DCIM/IMG_0001.jpg");
    insert(watch, one, media.resolve(PLACE));
    awaitWaiting(1);
    pull(watch, media.resolve(PLACE));
    insert(watch, one, media.resolve(PLACE + "1"));
    await().until(() -> told("status").contains("\"gone\":{\"photos\":1"));
    awaitWaiting(1);

    receiver = Optional.of(studio.receive());
    awaitReceived(photo);
    await().until(() -> told("status").contains("\"processed\":{\"photos\":1"));
    assertThat(received()).containsExactly(photo);
  }

  private void sendsBoth(Path hot, Path place) throws IOException {
    Program watch = watch(hot);
    receiver.orElseThrow().kill();
    ContentHash first = shoot(watch, one, "DCIM/IMG_0001.jpg");
    shoot(watch, two, "DCIM/IMG_0002.jpg");
    ContentHash second = shoot(watch, two, "DCIM/IMG_0001.jpg");
    insert(watch, one, place);
    awaitWaiting(1);
    pull(watch, place);
    insert(watch, two, place);
    awaitWaiting(3);
    String waiting = told("list");
    assertThat(waiting).contains("volume_missing").contains("FIRST").doesNotContain("SECOND");
    assertThat(told("status")).contains("\"gone\":{\"photos\":0", "\"superseded\":{\"photos\":0");

    receiver = Optional.of(studio.receive());
    awaitReceived(second);
    awaitWaiting(1);
    pull(watch, place);
    insert(watch, one, place);
    awaitReceived(first, second);
    await().until(() -> told("status").contains("\"processed\":{\"photos\":3"));
    assertThat(told("status")).contains("\"gone\":{\"photos\":0", "\"superseded\":{\"photos\":0");
  }
}
