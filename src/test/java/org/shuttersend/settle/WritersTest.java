package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.settle.Writers.State;

@EnabledOnOs(OS.LINUX)
class WritersTest {
  @TempDir Path folder;
  private final Writers writers = Writers.ofThisSystem();

  @BeforeEach
  void leasesAreToBeHadHere() throws Exception {
    assumeTrue(
        writers.of(Files.writeString(folder.resolve("probe"), "x")) != State.UNKNOWN,
        "this file system gives no leases");
  }

  @Test
  void aFileNobodyWritesHasNoWriters() throws Exception {
    Path photo = Files.writeString(folder.resolve("Église 📷 (1).jpg"), "photo");
    assertThat(writers.of(photo)).isEqualTo(State.NONE);
    try (var reader = FileChannel.open(photo, StandardOpenOption.READ)) {
      assertThat(writers.of(photo)).as("readers do no harm").isEqualTo(State.NONE);
      assertThat(reader.isOpen()).isTrue();
    }
  }

  @Test
  void aFileThatIsOpenForWritingHasSomeUntilItIsClosed() throws Exception {
    Path photo = folder.resolve("a.jpg");
    try (var writer = Files.newOutputStream(photo)) {
      writer.write(1);
      assertThat(writers.of(photo)).isEqualTo(State.SOME);
    }
    assertThat(writers.of(photo)).isEqualTo(State.NONE);
  }

  @Test
  void anotherProgramsFileIsSeenToo() throws Exception {
    Path photo = folder.resolve("a.jpg");
    Process copy =
        new ProcessBuilder("sh", "-c", "exec cat > \"$0\"", photo.toString())
            .redirectErrorStream(true)
            .start();
    try (var in = copy.getOutputStream()) {
      in.write(1);
      in.flush();
      org.awaitility.Awaitility.await().until(() -> Files.exists(photo) && Files.size(photo) == 1);
      assertThat(writers.of(photo)).isEqualTo(State.SOME);
    }
    assertThat(copy.waitFor()).isZero();
    assertThat(writers.of(photo)).isEqualTo(State.NONE);
  }

  @Test
  void whatIsNotThereOrNoFileIsNotTold() throws Exception {
    assertThat(writers.of(folder.resolve("none.jpg"))).isEqualTo(State.UNKNOWN);
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), folder.resolve("probe"));
    assertThat(writers.of(link)).isEqualTo(State.UNKNOWN);
  }

  /// A lease that is broken must not end or hold up anybody.
  @Test
  void writersThatComeMeanwhileAreNotDisturbed() throws Exception {
    Path photo = folder.resolve("a.jpg");
    Files.writeString(photo, "0");
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 2_000; i++) {
                try {
                  Files.writeString(photo, "" + i);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
    while (writer.isAlive()) {
      writers.of(photo);
    }
    assertThat(photo).hasContent("1999");
  }
}
