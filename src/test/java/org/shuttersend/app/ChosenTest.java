package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// What a scan finds and what settles are decided alike.
class ChosenTest {
  private static final Choosing ONLY_NEW =
      new Choosing(List.of(), List.of(), OptionalLong.empty(), OptionalLong.empty(), true);

  @TempDir Path temp;

  /// Real files carry real times: an hour around now stands for before and after.
  private final ManualClock clock = new ManualClock(Instant.now());

  private Catalog catalog;
  private Chosen chosen;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> "key");
    chosen = new Chosen(catalog, _ -> false);
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static void add(Chosen to, HotFolder hot, Choosing choosing) {
    to.add(hot, new ChosenFolder(hot.root(), choosing));
  }

  private ObservedFile write(String path, int size) {
    return HotFolders.write(folder, path, "x".repeat(size));
  }

  @Test
  void aSizeThatIsNotWantedIsNeitherNewsNorSent() {
    add(
        chosen,
        folder,
        new Choosing(List.of(), List.of(), OptionalLong.of(10), OptionalLong.of(20), false));
    ObservedFile small = write("small.jpg", 9);
    ObservedFile right = write("right.jpg", 10);
    ObservedFile large = write("large.jpg", 21);
    ObservedFile sidecar = write("right.xmp", 3);
    ObservedFile empty = write("empty.jpg", 0);
    var all = List.of(small, right, large, sidecar, empty);
    assertThat(chosen.settled(all)).containsExactly(right, sidecar, empty);
    assertThat(chosen.news(all)).containsExactly(right, sidecar, empty);
  }

  @Test
  void whatTheFirstScanFindsIsLeftAlsoAfterItsEvents() {
    ObservedFile old = write("old.jpg", 5);
    clock.advance(Duration.ofHours(1));
    add(chosen, folder, ONLY_NEW);
    assertThat(chosen.news(List.of(old))).isEmpty();
    assertThat(chosen.settled(List.of(old))).as("touched, but not written").isEmpty();
    chosen.listed(folder);
    assertThat(chosen.news(List.of(old))).isEmpty();
    ObservedFile edited = write("old.jpg", 6);
    assertThat(chosen.settled(List.of(edited))).containsExactly(edited);
    ObservedFile later = write("later.jpg", 5);
    assertThat(chosen.news(List.of(later))).containsExactly(later);
  }

  /// A card is being copied in while the folder is added; the copies keep the times of the shots.
  @Test
  void aCopyThatArrivesDuringTheFirstScanIsNewHoweverOldItsTimes() throws IOException {
    clock.advance(Duration.ofHours(-1));
    add(chosen, folder, ONLY_NEW);
    write("copied.jpg", 5);
    Files.setLastModifiedTime(
        folder.root().resolve("copied.jpg"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    ObservedFile copied = HotFolders.look(new FileRef(folder, "copied.jpg"));
    assertThat(chosen.news(List.of(copied))).containsExactly(copied);
    assertThat(chosen.settled(List.of(copied))).containsExactly(copied);
  }

  /// Of a share, the server's clock tells when a file came.
  @Test
  void onAShareWhoseClockIsBehindACopyThatArrivesDuringTheFirstScanIsNew() {
    clock.advance(Duration.ofHours(3));
    var ofShare = new Chosen(catalog, _ -> true);
    add(ofShare, folder, ONLY_NEW);
    ObservedFile copied = write("copied.jpg", 5);
    assertThat(ofShare.news(List.of(copied))).containsExactly(copied);
  }

  @Test
  void whatLayOnAShareForDaysIsLeft() {
    clock.advance(Duration.ofDays(2));
    var ofShare = new Chosen(catalog, _ -> true);
    add(ofShare, folder, ONLY_NEW);
    assertThat(ofShare.news(List.of(write("old.jpg", 5)))).isEmpty();
  }

  @Test
  void aFolderOfWhichAllIsSentAndOneOfWhichNotGoSideBySide() throws IOException {
    HotFolder whole =
        catalog
            .activate(List.of(folder.root(), Files.createDirectories(temp.resolve("whole"))))
            .getLast();
    ObservedFile old = write("old.jpg", 5);
    ObservedFile wanted = HotFolders.write(whole, "old.jpg", "wanted");
    clock.advance(Duration.ofHours(1));
    add(chosen, folder, ONLY_NEW);
    add(chosen, whole, Choosing.USUAL);
    assertThat(chosen.news(List.of(old))).isEmpty();
    assertThat(chosen.news(List.of(wanted))).containsExactly(wanted);
    assertThat(chosen.settled(List.of(old, wanted))).containsExactly(wanted);
  }

  @Test
  void theDiskThatCameWhileAFolderWasAddedIsNotForgotten() throws InterruptedException {
    add(chosen, folder, Choosing.USUAL);
    var first = new Disk("uuid-1", "first");
    var second = new Disk("uuid-2", "second");
    catalog.asides().add(folder, "Of the second", second);
    for (int i = 0; i < 50; i++) {
      chosen.connected(folder, first);
      Thread watching = Thread.ofPlatform().start(() -> chosen.connected(folder, second));
      chosen.addAside(folder, "Sent " + i);
      watching.join();
      assertThat(chosen.asides(folder)).contains("Of the second");
    }
  }
}
