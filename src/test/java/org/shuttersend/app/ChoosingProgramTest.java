package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.Program;
import org.shuttersend.watch.Arrival;

/// The real program sends what was chosen, and its dry run said so.
class ChoosingProgramTest {
  @TempDir Path temp;
  private Studio studio;

  @BeforeEach
  void receive() {
    studio = new Studio(temp);
    studio.receive();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private void write(Path hot, String path, int size) throws IOException {
    Path file = hot.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, path.repeat(size));
  }

  private Program watchOnce(Path hot, String... choosing) {
    var options = new ArrayList<>(List.of(choosing));
    options.add("--once");
    return studio.start(studio.watching(hot, temp.resolve("data"), options.toArray(String[]::new)));
  }

  private Set<String> received(Path hot) throws IOException {
    Path into = studio.into().resolve("studio").resolve(hot.getFileName());
    var paths = new TreeSet<String>();
    if (Files.isDirectory(into)) {
      try (var files = Files.walk(into)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> paths.add(into.relativize(file).toString()));
      }
    }
    return paths;
  }

  @Test
  void sendsWhatIsChosenAndOfAFolderOnlyWhatIsNew() throws IOException {
    Path hot = Files.createDirectories(temp.resolve("hot"));
    write(hot, "old.jpg", 20);
    // What came within the two seconds that a card's clock is precise to would count as new.
    await().until(() -> Arrival.of(hot.resolve("old.jpg")).isBefore(Instant.now().minusSeconds(3)));
    assertThat(watchOnce(hot, "--only-new", "--exclude", "raw/").await()).isZero();
    assertThat(received(hot)).isEmpty();
    write(hot, "new.jpg", 20);
    write(hot, "new.xmp", 1);
    write(hot, "tiny.jpg", 1);
    write(hot, "raw/new.nef", 20);
    String[] choosing = {"--only-new", "--exclude", "raw/", "--min-size=50"};
    Program scan =
        studio.start(
            "scan",
            hot.toString(),
            "--data",
            temp.resolve("data").toString(),
            choosing[0],
            choosing[1],
            choosing[2],
            choosing[3]);
    assertThat(scan.await()).as("%s", scan.errors()).isZero();
    assertThat(scan.output().getFirst()).startsWith("One photo would be sent (2 files");
    Program watch = watchOnce(hot, choosing);
    assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isZero();
    assertThat(received(hot)).containsExactly("new.jpg", "new.xmp");
  }
}
