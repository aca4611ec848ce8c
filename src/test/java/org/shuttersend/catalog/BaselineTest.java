package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

class BaselineTest {
  private static final Instant ADDED = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(ADDED);
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException {
    catalog = reopened();
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
  }

  private Catalog reopened() throws IOException {
    return Catalog.open(temp.resolve("data"), clock, () -> "key");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void whatWasThereIsRememberedAndWhatIsWrittenAgainIsNew() throws IOException {
    ObservedFile old = HotFolders.write(folder, "old.jpg", "old");
    ObservedFile other = HotFolders.write(folder, "other.jpg", "other");
    catalog.baseline().choose(folder, true);
    catalog.baseline().add(List.of(old, other));
    catalog.baseline().taken(folder);
    catalog.close();
    catalog = reopened();
    ObservedFile edited = HotFolders.write(folder, "other.jpg", "edited since");
    ObservedFile fresh = HotFolders.write(folder, "new.jpg", "new");
    assertThat(catalog.baseline().without(List.of(old, edited, fresh)))
        .containsExactly(edited, fresh);
  }

  @Test
  void isOpenFromTheMomentTheFolderWasAddedUntilItsFirstScanIsThrough() throws IOException {
    assertThat(catalog.baseline().open(folder)).isEmpty();
    catalog.baseline().choose(folder, true);
    clock.advance(Duration.ofMinutes(5));
    catalog.close();
    catalog = reopened();
    catalog.baseline().choose(folder, true);
    assertThat(catalog.baseline().open(folder)).as("the first time counts").contains(ADDED);
    assertThat(catalog.baseline().isTaken(folder)).isFalse();
    catalog.baseline().taken(folder);
    assertThat(catalog.baseline().open(folder)).isEmpty();
    assertThat(catalog.baseline().isTaken(folder)).isTrue();
  }

  @Test
  void whoWantsAllAgainGetsAllAndBeginsAnewLater() {
    ObservedFile old = HotFolders.write(folder, "old.jpg", "old");
    catalog.baseline().choose(folder, true);
    catalog.baseline().add(List.of(old));
    catalog.baseline().taken(folder);
    catalog.baseline().choose(folder, false);
    assertThat(catalog.baseline().without(List.of(old))).containsExactly(old);
    clock.advance(Duration.ofHours(1));
    catalog.baseline().choose(folder, true);
    assertThat(catalog.baseline().open(folder)).contains(ADDED.plus(Duration.ofHours(1)));
  }

  @Test
  void aFolderOfWhichAllIsSentIsLeftAlone() {
    catalog.baseline().taken(folder);
    assertThat(catalog.baseline().isTaken(folder)).isFalse();
  }
}
