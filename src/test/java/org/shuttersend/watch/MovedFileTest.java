package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.HotFolders;

/// Whether a file that was moved after it was sent is gone is told by where it lies.
class MovedFileTest {
  @TempDir Path temporary;
  private final OneTime time = new OneTime();
  private HotFolder folder;
  private FolderWatcher watcher;

  @BeforeEach
  void watch() throws IOException {
    folder = new HotFolder(1, "hot", Files.createDirectory(temporary.resolve("hot")));
    watcher =
        new FolderWatcher(
            folder,
            Selection.photographers(),
            Memory.of(batch -> batch),
            new Recorder(),
            new Tools(SystemEvents::open, Rhythms.QUICK, time, time.steady(), new WatchLedger()));
    watcher.start();
    await().until(() -> watcher.health() == Health.WATCHING);
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  /// A sent photo, moved there; another one has its path by now.
  private ObservedFile moved(String lies, Path to) throws IOException {
    ObservedFile sent = HotFolders.write(folder, "IMG_1.jpg", "one");
    Files.createDirectories(to.getParent());
    Files.move(sent.ref().file(), to);
    HotFolders.write(folder, "IMG_1.jpg", "the next camera's first");
    return new ObservedFile(new FileRef(folder, "IMG_1.jpg", lies), sent.stamp());
  }

  @Test
  void inAFolderOfTheHotFolder() throws IOException {
    Path to = folder.root().resolve("Sent/IMG_1.jpg");
    ObservedFile file = moved("Sent/IMG_1.jpg", to);
    assertThat(watcher.isCertainlyGone(file)).isFalse();
    Path elsewhere = temporary.resolve("elsewhere.jpg");
    Files.move(to, elsewhere);
    assertThat(watcher.isCertainlyGone(file)).isTrue();
    Files.delete(folder.root().resolve("IMG_1.jpg"));
    Files.move(elsewhere, folder.root().resolve("IMG_1.jpg"));
    assertThat(watcher.isCertainlyGone(file)).as("put back").isFalse();
  }

  @Test
  void inTheTrash() throws IOException {
    Path to = temporary.resolve("Trash/files/IMG_1.jpg");
    ObservedFile file = moved(to.toString(), to);
    assertThat(watcher.isCertainlyGone(file)).isFalse();
    Files.delete(to);
    assertThat(watcher.isCertainlyGone(file)).isTrue();
    Files.delete(to.getParent());
    assertThat(watcher.isCertainlyGone(file)).as("no trash").isFalse();
  }
}
