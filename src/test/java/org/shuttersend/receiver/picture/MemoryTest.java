package org.shuttersend.receiver.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three workers, 512 MB, and what is worst for them.
class MemoryTest {
  @TempDir private Path folder;

  @Test
  void threeOfFiftyMegapixelsAndBombsAtOnceFitIntoHalfAGigabyte() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    for (int i = 0; i < 3; i++) {
      Files.write(photos.resolve("a" + i + ".jpg"), Shots.greyJpeg(8_688, 5_792));
    }
    Files.write(photos.resolve("b.png"), Shots.png(60_000, 60_000, 100_000));
    Files.write(photos.resolve("c.png"), Shots.png(65_000, 6_000, 1_000));
    Files.write(photos.resolve("d.jpg"), Shots.greyJpeg(65_500, 65_500, 100));
    Files.write(photos.resolve("e.jpg"), Shots.greyJpeg(65_500, 640, 100));
    Files.write(photos.resolve("f.tif"), Shots.greedy(900, 8_000_000));
    Files.write(photos.resolve("g.nef"), Shots.circles(10_000));
    List<String> lines = probe(photos);
    assertThat(lines).hasSize(9);
    assertThat(lines.subList(0, 3)).allMatch(line -> line.endsWith("seen 2048 x 1365"));
    assertThat(lines.subList(3, 9)).noneMatch(line -> line.contains("memory"));
    assertThat(lines.get(3)).contains("unseen");
    assertThat(lines.get(5)).contains("unseen");
  }

  /// @return what it printed
  private List<String> probe(Path photos) throws Exception {
    Path printed = folder.resolve("printed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                photos.toString(),
                folder.resolve("previews").toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as(() -> read(printed)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(printed, StandardCharsets.UTF_8).stream()
        .filter(line -> line.contains("seen") || line.contains("damaged"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
