package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;

/// Files and trees that change their places and names.
class MovesTest {
  @TempDir Path temporary;
  private final Recorder recorder = new Recorder();
  private Path root;
  private Path outside;
  private FolderWatcher watcher;

  @BeforeEach
  void watching() throws IOException {
    root = Files.createDirectory(temporary.resolve("hot"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createDirectories(root.resolve("a/deep"));
    Files.createDirectories(root.resolve("b"));
    Files.writeString(root.resolve("a/deep/x.jpg"), "x");
    watcher =
        new FolderWatcher(
            new HotFolder(1, "hot", root),
            Selection.photographers(),
            Memory.of(batch -> batch),
            recorder,
            Clock.systemUTC(),
            new WatchLedger());
    watcher.start();
    await().until(() -> watcher.health() == Health.WATCHING);
    recorder.clear();
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  private void awaitTouched(String... paths) {
    await().untilAsserted(() -> assertThat(recorder.touched()).contains(paths));
  }

  private void awaitGone(String path) {
    await().until(() -> recorder.gone().contains(path));
  }

  @Test
  void aFileMovedOutIsGoneAndMovedInIsTold() throws IOException {
    Files.move(root.resolve("a/deep/x.jpg"), outside.resolve("x.jpg"));
    awaitGone("a/deep/x.jpg");
    Files.move(outside.resolve("x.jpg"), root.resolve("b/y.jpg"));
    awaitTouched("b/y.jpg");
  }

  @Test
  void aTreeMovedInsideIsToldAtItsNewPlaceAndHeardThere() throws IOException {
    Files.move(root.resolve("a"), root.resolve("b/a"));
    awaitTouched("b/a/deep/x.jpg");
    awaitGone("a");
    Files.writeString(root.resolve("b/a/deep/z.jpg"), "z");
    awaitTouched("b/a/deep/z.jpg");
    assertThat(recorder.touched()).noneMatch(path -> path.startsWith("a/"));
  }

  @Test
  void aTreeMovedOutAndInAgainIsHeard() throws IOException {
    Files.move(root.resolve("a"), outside.resolve("a"));
    awaitGone("a");
    Files.writeString(outside.resolve("a/deep/meanwhile.jpg"), "m");
    Files.move(outside.resolve("a"), root.resolve("a"));
    awaitTouched("a/deep/x.jpg", "a/deep/meanwhile.jpg");
    Files.writeString(root.resolve("a/deep/after.jpg"), "a");
    awaitTouched("a/deep/after.jpg");
  }

  @Test
  void aSecondNameOfAFileIsTold() throws IOException {
    Files.createLink(root.resolve("b/second.jpg"), root.resolve("a/deep/x.jpg"));
    awaitTouched("b/second.jpg");
    assertThat(recorder.gone()).isEmpty();
  }

  @Test
  void anotherCaseIsAnotherName() throws IOException {
    Files.move(root.resolve("a/deep/x.jpg"), root.resolve("a/deep/X.JPG"));
    awaitTouched("a/deep/X.JPG");
    awaitGone("a/deep/x.jpg");
    Files.move(root.resolve("a"), root.resolve("A"));
    awaitTouched("A/deep/X.JPG");
    awaitGone("a");
    Files.writeString(root.resolve("A/deep/y.jpg"), "y");
    awaitTouched("A/deep/y.jpg");
  }

  @Test
  void aFileThatTakesTheNameOfADirectoryAndTheOtherWayRound() throws IOException {
    Files.move(root.resolve("a"), outside.resolve("a"));
    Files.writeString(root.resolve("a"), "a file");
    Files.delete(root.resolve("a"));
    Files.createDirectory(root.resolve("c.jpg"));
    Files.writeString(root.resolve("c.jpg/d.jpg"), "d");
    awaitTouched("c.jpg/d.jpg");
  }

  @Test
  void anAtomicSaveOverAnOlderFileIsToldAndNotGone() throws IOException {
    Path work = Files.writeString(root.resolve("a/deep/x.jpg.tmp"), "newer");
    Files.move(
        work,
        root.resolve("a/deep/x.jpg"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    awaitTouched("a/deep/x.jpg");
    assertThat(recorder.gone()).doesNotContain("a/deep/x.jpg");
  }
}
