package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Glance;

/// What is certainly not there, and what only cannot be seen.
class LookTest {
  @TempDir Path folder;

  private static Glance at(Path file) {
    return Look.onDisk().at(file);
  }

  @Test
  void seesARegularFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "abc");
    assertThat(at(file))
        .isInstanceOfSatisfying(
            Glance.Seen.class, seen -> assertThat(seen.stamp().size()).isEqualTo(3));
  }

  @Test
  void whatIsNoFileIsAbsent() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "abc");
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), file);
    assertThat(at(folder.resolve("b.jpg"))).isEqualTo(new Glance.Absent());
    assertThat(at(folder.resolve("none/deep/b.jpg"))).isEqualTo(new Glance.Absent());
    assertThat(at(folder)).isEqualTo(new Glance.Absent());
    assertThat(at(link)).isEqualTo(new Glance.Absent());
  }

  @Test
  void belowAFileNothingCanBe() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "abc");
    assertThat(at(file.resolve("b.jpg"))).isEqualTo(new Glance.Absent());
    assertThat(at(file.resolve("b/c.jpg"))).isEqualTo(new Glance.Absent());
  }

  @Test
  void anyOtherTroubleConcludesNothing() throws IOException {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThat(at(loop.resolve("a.jpg"))).isInstanceOf(Glance.Unknown.class);
  }
}
