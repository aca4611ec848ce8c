package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.Program;

/// Names that a file system knows and no photographer would choose, all the way through the real
/// programs.
@EnabledOnOs(OS.LINUX)
class OddNamesTest {
  private static final List<String> NAMES =
      List.of(
          "new\nline.jpg",
          "\n.jpg",
          "tab\tand\rreturn.jpg",
          "red \u001b[31m.jpg",
          "bell\u0007 and delete\u007f.jpg",
          "next\u0085line.jpg",
          "turned \u202egpj.jpg",
          "day\n2/a.jpg",
          " blank .jpg",
          "\"quoted\" \\ %0A ;.jpg");

  @TempDir Path temp;

  @Test
  void photosOfAnyNameArriveAndTheTerminalObeysNoneOfThem() throws Exception {
    Path hot = Files.createDirectory(temp.resolve("Hot"));
    for (String name : NAMES) {
      Path file = hot.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content(name));
    }
    // Deeper than the receiver takes, and therefore named on the terminal.
    Path deep = hot;
    for (int i = 0; i < 210; i++) {
      deep = deep.resolve("\nred\u001b[31m");
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("refused.jpg"), "refused");
    var said = new ArrayList<String>();
    try (var studio = new Studio(temp)) {
      Program receiver = studio.receive();
      Program watch = studio.start(studio.watching(hot, temp.resolve("data"), "--once"));
      watch.await();
      said.addAll(watch.output());
      said.addAll(watch.errors());
      said.addAll(receiver.errors());
      for (String name : NAMES) {
        assertThat(studio.into().resolve("studio/Hot").resolve(name))
            .hasBinaryContent(content(name));
      }
    }
    assertThat(said)
        .anyMatch(line -> line.contains("refused.jpg: The server refused it: it lies in more"))
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl))
        .noneMatch(line -> line.startsWith("red"));
  }

  private static byte[] content(String name) {
    return ("content of " + name).getBytes(StandardCharsets.UTF_8);
  }
}
