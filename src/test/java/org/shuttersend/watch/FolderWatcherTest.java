package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// What a watcher sees in real folders.
class FolderWatcherTest {
  @TempDir Path temporary;
  private Path root = Path.of("");
  private HotFolder folder = new HotFolder(1, "hot", root);
  private final Recorder recorder = new Recorder();
  private volatile News news = batch -> batch;
  private final FolderWatcher watcher =
      new FolderWatcher(
          _ -> Selection.photographers(), batch -> news.among(batch), recorder, Clock.systemUTC());

  @BeforeEach
  void folder() throws IOException {
    root = Files.createDirectory(temporary.resolve("hot folder"));
    folder = new HotFolder(1, "hot", root);
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  private void watching() {
    watcher.start();
    watcher.watch(folder);
    await().until(() -> watcher.health().get(1) == Health.WATCHING);
  }

  private Path write(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  @Test
  void tellsWhatIsThereAndThenThatItIsThrough() throws IOException {
    write("a.jpg");
    write("b/c/d.nef");
    write("b/.hidden/e.jpg");
    write("notes.txt");
    watching();
    assertThat(recorder.touched()).containsExactlyInAnyOrder("a.jpg", "b/c/d.nef");
    assertThat(recorder.events()).last().isEqualTo(new FolderEvent.Listed(folder));
  }

  @Test
  void startUpPassesOverWhatIsKnown() throws IOException {
    write("known.jpg");
    write("new.jpg");
    news = batch -> batch.stream().filter(file -> !file.ref().path().equals("known.jpg")).toList();
    watching();
    assertThat(recorder.touched()).containsExactly("new.jpg");
  }

  @Test
  void tellsNewsTheStampsOfTheFiles() throws IOException {
    Path file = write("a.jpg");
    var asked = new AtomicReference<List<ObservedFile>>(List.of());
    news =
        batch -> {
          asked.set(batch);
          return List.of();
        };
    watching();
    assertThat(asked.get())
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.stamp().size()).isEqualTo(5);
          assertThat(seen.stamp().modified())
              .isEqualTo(Files.getLastModifiedTime(file).toInstant());
          assertThat(seen.stamp().fileKey()).isNotEmpty();
        });
  }

  @Test
  void seesFilesInDirectoriesMadeThisInstant() throws IOException {
    watching();
    var expected = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      String path = "a" + i % 10 + "/b" + i % 3 + "/c" + i + "/photo.jpg";
      write(path);
      expected.add(path);
    }
    await().untilAsserted(() -> assertThat(recorder.touched()).containsAll(expected));
  }

  @Test
  void seesABurstOfFiveThousand() throws IOException {
    watching();
    var expected = new HashSet<String>();
    for (int i = 0; i < 5_000; i++) {
      String path = "burst/IMG_" + i + ".jpg";
      write(path);
      expected.add(path);
    }
    await().untilAsserted(() -> assertThat(recorder.touched()).containsAll(expected));
  }

  @Test
  void seesATreeThatIsMovedIn() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("card/DCIM/100"));
    Files.writeString(outside.resolve("x.jpg"), "x");
    watching();
    Files.move(temporary.resolve("card"), root.resolve("card"));
    await().until(() -> recorder.touched().contains("card/DCIM/100/x.jpg"));
    write("card/DCIM/100/y.jpg");
    await().until(() -> recorder.touched().contains("card/DCIM/100/y.jpg"));
  }

  @Test
  void aTreeThatIsMovedOutIsGoneAndNotHeardOfAgain() throws IOException {
    write("day/one/x.jpg");
    watching();
    Path outside = temporary.resolve("away");
    Files.move(root.resolve("day"), outside);
    await().until(() -> recorder.gone().contains("day"));
    recorder.clear();
    Files.writeString(outside.resolve("one/y.jpg"), "y");
    write("marker.jpg");
    await().until(() -> recorder.touched().contains("marker.jpg"));
    assertThat(recorder.touched()).doesNotContain("day/one/y.jpg");
  }

  @Test
  void followsADirectoryToItsNewName() throws IOException {
    write("before/deep/x.jpg");
    watching();
    Files.move(root.resolve("before"), root.resolve("after"));
    await().until(() -> recorder.touched().contains("after/deep/x.jpg"));
    assertThat(recorder.gone()).contains("before");
    recorder.clear();
    Files.writeString(root.resolve("after/deep/y.jpg"), "y");
    await().until(() -> recorder.touched().contains("after/deep/y.jpg"));
    assertThat(recorder.touched()).doesNotContain("before/deep/y.jpg");
  }

  @Test
  void seesADirectoryReplacedByAnotherOfItsName() throws IOException {
    write("day/x.jpg");
    watching();
    Files.move(root.resolve("day"), temporary.resolve("old"));
    write("day/y.jpg");
    await().until(() -> recorder.touched().contains("day/y.jpg"));
    recorder.clear();
    Files.writeString(root.resolve("day/z.jpg"), "z");
    await().until(() -> recorder.touched().contains("day/z.jpg"));
  }

  @Test
  void seesRenameDeleteAndAtomicSave() throws IOException {
    Path a = write("a.jpg");
    write("c.jpg");
    watching();
    recorder.clear();
    Files.move(a, root.resolve("b.jpg"));
    await().until(() -> recorder.touched().contains("b.jpg") && recorder.gone().contains("a.jpg"));
    Files.delete(root.resolve("b.jpg"));
    await().until(() -> recorder.gone().contains("b.jpg"));
    Path work = write("c.jpg.tmp");
    Files.move(work, root.resolve("c.jpg"), StandardCopyOption.ATOMIC_MOVE);
    await().until(() -> recorder.touched().contains("c.jpg"));
    assertThat(recorder.gone()).doesNotContain("c.jpg");
  }

  @Test
  void followsNoLinks() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x.jpg"), "x");
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("linked"), outside);
    Files.createSymbolicLink(root.resolve("x.jpg"), outside.resolve("x.jpg"));
    write("real.jpg");
    watching();
    assertThat(recorder.touched()).containsExactly("real.jpg");
  }

  @Test
  void watchesAFolderWithinAnotherAsWell() throws IOException {
    Path inner = Files.createDirectory(root.resolve("inner"));
    watching();
    watcher.watch(new HotFolder(2, "inner", inner));
    await().until(() -> watcher.health().get(2) == Health.WATCHING);
    recorder.clear();
    write("inner/x.jpg");
    await().untilAsserted(() -> assertThat(recorder.touched()).contains("inner/x.jpg", "x.jpg"));
    watcher.unwatch(folder);
    await().until(() -> watcher.health().keySet().equals(Set.of(2)));
    write("inner/y.jpg");
    await().until(() -> recorder.touched().contains("y.jpg"));
  }

  @Test
  void namesOfEverySortComeThrough() throws IOException {
    watching();
    var names =
        List.of(
            "Zoë & 'Noël' (1).jpg",
            "日本 🎉.nef",
            "a\nb.jpg",
            "e\u0301.jpg",
            "\u00e9.jpg",
            "#%20+.jpg",
            "back\\slash.jpg",
            "x".repeat(251) + ".jpg");
    for (String name : names) {
      write(name);
    }
    await().untilAsserted(() -> assertThat(recorder.touched()).containsAll(names));
    watcher.rescan(folder);
    await().until(() -> recorder.listed() == 2);
  }
}
