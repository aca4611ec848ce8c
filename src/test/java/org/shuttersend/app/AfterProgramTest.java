package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.Program;
import org.shuttersend.testkit.Sandbox;

/// Real programs: what becomes of photos once they are sent.
@EnabledOnOs(OS.LINUX)
class AfterProgramTest {
  @TempDir Path temp;
  private Studio studio;
  private Path hot;

  @BeforeEach
  void receive() throws IOException {
    hot = Files.createDirectories(temp.resolve("hot"));
    studio = new Studio(temp);
    studio.receive();
  }

  @AfterEach
  void end() {
    studio.close();
  }

  private Program watch(List<String> starter, String... more) {
    return watchTo(studio.address(), "move", starter, more);
  }

  private Program watchTo(String server, String after, List<String> starter, String... more) {
    var options = new ArrayList<>(List.of("--once", "--after", after));
    options.addAll(List.of(more));
    return studio.startBy(
        starter, studio.watching(server, hot, Path.of(data()), options.toArray(String[]::new)));
  }

  private String data() {
    return temp.resolve("data").toString();
  }

  private Set<String> lying() throws IOException {
    var paths = new TreeSet<String>();
    try (var files = Files.walk(hot)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> paths.add(hot.relativize(file).toString()));
    }
    return paths;
  }

  private void write(String path) throws IOException {
    Path file = hot.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path.repeat(50));
  }

  @Test
  void photosAreMovedToldAndKnownWhereTheyLie() throws IOException {
    write("day 1/IMG_1.jpg");
    write("day 1/IMG_1.xmp");
    write("IMG_2.jpg");
    Program first = watch(List.of(), "--json");
    assertThat(first.await()).as("%s %s", first.output(), first.errors()).isZero();
    assertThat(lying())
        .containsExactly("Sent/IMG_2.jpg", "Sent/day 1/IMG_1.jpg", "Sent/day 1/IMG_1.xmp");
    assertThat(first.output())
        .contains(
            "{\"event\":\"moved\",\"folder\":\"hot\",\"path\":\"IMG_2.jpg\","
                + "\"moved_to\":\"Sent/IMG_2.jpg\"}");

    Program again = watch(List.of());
    assertThat(again.await()).isZero();
    assertThat(again.output()).anyMatch(line -> line.contains("No photos delivered"));
    assertThat(said("status")).anyMatch(line -> line.contains("3 files moved to Sent"));
    assertThat(said("list")).anyMatch(line -> line.contains("moved to Sent/IMG_2.jpg"));
    Program manifest =
        studio.start(
            "manifest",
            hot.toString(),
            "--data",
            data(),
            "--token-file",
            studio.token().toString());
    assertThat(manifest.await()).as("%s %s", manifest.output(), manifest.errors()).isZero();
    assertThat(manifest.output()).anyMatch(line -> line.contains("Sent/day 1/IMG_1.jpg"));

    Files.move(hot.resolve("Sent/IMG_2.jpg"), hot.resolve("IMG_2.jpg"));
    Program putBack = watch(List.of());
    assertThat(putBack.await()).isZero();
    assertThat(putBack.output()).anyMatch(line -> line.contains("No photos delivered"));
    assertThat(lying())
        .containsExactly("IMG_2.jpg", "Sent/day 1/IMG_1.jpg", "Sent/day 1/IMG_1.xmp");
    assertThat(said("list")).noneMatch(line -> line.contains("moved to Sent/IMG_2.jpg"));
  }

  @Test
  void withAnotherServerThatIsNotThereNothingIsMoved() throws IOException {
    write("IMG_1.jpg");
    assertThat(watchTo(studio.address(), "keep", List.of()).await()).isZero();
    assertThat(lying()).containsExactly("IMG_1.jpg");
    Program other = watchTo("http://127.0.0.1:9", "trash", List.of());
    other.await();
    assertThat(lying()).containsExactly("IMG_1.jpg");
    assertThat(watch(List.of()).await()).isZero();
    assertThat(lying()).containsExactly("Sent/IMG_1.jpg");
  }

  private List<String> said(String command) {
    Program program = studio.start(command, "--data", data());
    assertThat(program.await()).isZero();
    return program.output();
  }

  @Test
  void onADiskThatCanOnlyBeReadPhotosStayAndThatIsSaid() throws IOException {
    Sandbox.needsNamespaces();
    write("IMG_1.jpg");
    Program watch =
        watch(
            Sandbox.starter(
                "mount --bind '%s' '%s'\nmount -o remount,bind,ro '%s'".formatted(hot, hot, hot)));
    assertThat(watch.await()).as("%s %s", watch.output(), watch.errors()).isEqualTo(1);
    assertThat(watch.output())
        .filteredOn(line -> line.contains("Sent photos stay where they are"))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("can only be read"));
    assertThat(watch.output()).anyMatch(line -> line.contains("One photo delivered"));
    assertThat(lying()).containsExactly("IMG_1.jpg");
  }
}
