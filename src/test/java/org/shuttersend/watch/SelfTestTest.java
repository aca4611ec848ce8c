package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;

/// Ticks without time: what was seen and what was heard between two of them.
class SelfTestTest {
  @TempDir Path root;
  private final Heard heard = new Heard();
  private final Recent recent = new Recent();
  private EventSource source;
  private Watches watches;
  private SelfTest test;
  private long seconds = 1_000;

  @BeforeEach
  void watchesTwoDirectories() throws IOException {
    source = SystemEvents.open();
    watches = new Watches(source, new WatchLedger());
    var folder = new HotFolder(1, "hot", root);
    Files.createDirectory(root.resolve("day"));
    watches.register(FileRef.root(folder));
    watches.register(new FileRef(folder, "day"));
    test = new SelfTest(folder, watches, heard, recent);
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  /// As if something had been written into it.
  private void change(String path) throws IOException {
    Files.setLastModifiedTime(root.resolve(path), FileTime.fromMillis(++seconds * 1000));
  }

  @Test
  void aChangeNobodyTellsOfIsFoundOneTickLater() throws IOException {
    change("day");
    assertThat(test.tick(true).silent()).as("may be late").isEmpty();
    assertThat(test.tick(true).silent()).contains("day");
  }

  @Test
  void aChangeThatIsToldOfIsNone() throws IOException {
    heard.event("day");
    change("day");
    assertThat(test.tick(true).silent()).isEmpty();
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @Test
  void anEventThatIsLateClearsTheSuspicion() throws IOException {
    change("day");
    assertThat(test.tick(true).silent()).isEmpty();
    heard.event("day");
    assertThat(test.tick(true).silent()).isEmpty();
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @Test
  void whileTheListenerHasMuchToDoNothingIsConcluded() throws IOException {
    change("day");
    assertThat(test.tick(false).silent()).isEmpty();
    assertThat(test.tick(false).silent()).isEmpty();
    heard.event("day");
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @Test
  void readingChangesNothing() throws IOException {
    Files.writeString(root.resolve("day/a.jpg"), "x");
    test.reset();
    test.tick(true);
    Files.readString(root.resolve("day/a.jpg"));
    try (var listing = Files.list(root.resolve("day"))) {
      assertThat(listing.count()).isEqualTo(1);
    }
    test.tick(true);
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @Test
  void aDirectoryInThePlaceOfAnotherIsToBeScannedAndNoAlarm() throws IOException {
    Files.move(root.resolve("day"), root.resolveSibling(root.getFileName() + " away"));
    Files.createDirectory(root.resolve("day"));
    heard.event("");
    assertThat(test.tick(true).replaced()).extracting(FileRef::path).containsExactly("day");
    assertThat(test.tick(true).silent()).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneIsNoAlarm() throws IOException {
    Files.delete(root.resolve("day"));
    heard.event("");
    assertThat(test.tick(true).silent()).isEmpty();
    assertThat(test.tick(true).silent()).isEmpty();
  }
}
