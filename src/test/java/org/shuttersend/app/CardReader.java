package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.shuttersend.model.ContentHash;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Namespaces;
import org.shuttersend.testkit.Program;

/// A card reader and two cards that it does not hold yet: volumes of their own, kept elsewhere and
/// really mounted; and the studio that their photos are for. What is in there stays while programs
/// come and go.
final class CardReader implements AutoCloseable {
  private static final Pattern WAITING =
      Pattern.compile("\"(?:queued|sending|held)\":\\{\"photos\":(\\d+)");

  private final Path data;
  private final Path media;
  private final Path one;
  private final Path two;
  private final Studio studio;
  private final Namespaces inside;
  private final Random random = new Random(11);

  /// Needs namespaces.
  ///
  /// @param temp gets everything that is written
  /// @param label what the system calls the first card
  /// @param other what it calls the second
  CardReader(Path temp, String label, String other) throws IOException {
    data = temp.resolve("data");
    media = Files.createDirectory(temp.resolve("media"));
    one = Files.createDirectory(temp.resolve("one"));
    two = Files.createDirectory(temp.resolve("two"));
    studio = new Studio(temp);
    inside =
        Namespaces.of(
            "mount -t tmpfs %s '%s'\nmount -t tmpfs %s '%s'".formatted(label, one, other, two));
  }

  /// The hot folder.
  Path media() {
    return media;
  }

  Path one() {
    return one;
  }

  Path two() {
    return two;
  }

  Studio studio() {
    return studio;
  }

  /// A program that watches, and has begun to.
  Program watch() {
    Program program = studio.startBy(inside.starter(), studio.watching(media, data, "--json"));
    await().until(() -> told("status").contains("\"health\":\"watching\""));
    return program;
  }

  void insert(Path card, Path place) {
    run("mkdir -p '%s'\nmount --bind '%s' '%s'".formatted(place, card, place));
  }

  void pull(Path place) {
    run("umount -l '%s'".formatted(place));
  }

  void run(String script) {
    inside.run(script);
  }

  /// @param name its path on the card
  ContentHash shoot(Path card, String name) throws IOException {
    byte[] content = new byte[50_000];
    random.nextBytes(content);
    Path file = Path.of("/proc/" + inside.pid() + "/root" + card).resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return HotFolders.hash(content);
  }

  String told(String command) {
    return studio.told(data, command);
  }

  /// Photos that wait, for whatever it is.
  void awaitWaiting(int count) {
    await().untilAsserted(() -> assertThat(waiting(told("status"))).isEqualTo(count));
  }

  private static int waiting(String status) {
    return WAITING
        .matcher(status)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .sum();
  }

  /// Also the older versions of a path.
  List<ContentHash> received() throws IOException {
    try (Stream<Path> files = Files.walk(studio.into())) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".jpg"))
          .map(HotFolders::hash)
          .toList();
    }
  }

  void awaitReceived(int count) {
    arrival().until(() -> received().size() == count);
  }

  void awaitReceived(ContentHash... wanted) {
    arrival().untilAsserted(() -> assertThat(received()).contains(wanted));
  }

  /// The receiver gives an older version another name while we look.
  static ConditionFactory arrival() {
    return await().ignoreExceptionsInstanceOf(UncheckedIOException.class);
  }

  void assertNothingLost() {
    assertThat(told("status")).contains("\"gone\":{\"photos\":0", "\"superseded\":{\"photos\":0");
  }

  @Override
  public void close() {
    studio.close();
    inside.close();
  }
}
