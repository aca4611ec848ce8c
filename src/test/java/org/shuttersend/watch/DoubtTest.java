package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.testkit.ManualClock;

/// Doubt means rescan: what a watcher does where events are lost, missing or never come.
class DoubtTest {
  private static final Rhythm QUICK =
      new Rhythm(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200));

  @TempDir Path temporary;
  private Path root = Path.of("");
  private HotFolder folder = new HotFolder(1, "hot", root);
  private final Recorder recorder = new Recorder();
  private final AtomicBoolean newsFails = new AtomicBoolean();
  private final OneTime time = new OneTime();

  private Optional<FolderWatcher> watcher = Optional.empty();

  @BeforeEach
  void folder() throws IOException {
    root = Files.createDirectory(temporary.resolve("hot"));
    folder = new HotFolder(1, "hot", root);
  }

  @AfterEach
  void close() {
    watcher.ifPresent(FolderWatcher::close);
  }

  private FolderWatcher start(EventSource.Opener opener) {
    var started =
        new FolderWatcher(
            _ -> Selection.photographers(),
            batch -> {
              if (newsFails.get()) {
                throw new IllegalStateException("the catalog is busy");
              }
              return batch;
            },
            recorder,
            time,
            opener,
            QUICK,
            time.steady());
    watcher = Optional.of(started);
    started.start();
    started.watch(folder);
    return started;
  }

  private void awaitHealth(Health health) {
    await().until(() -> watcher.orElseThrow().health().get(1) == health);
  }

  @Test
  void lostEventsAreFoundByAScan() throws IOException {
    var source = new LosingEvents(Integer.MAX_VALUE);
    start(() -> source);
    awaitHealth(Health.WATCHING);
    source.lose(1);
    Files.writeString(root.resolve("lost.jpg"), "x");
    await().until(() -> recorder.touched().contains("lost.jpg"));
    await().until(() -> recorder.listed() >= 2);
    awaitHealth(Health.WATCHING);
  }

  @Test
  void withoutWatchesTheFolderIsPolled() throws IOException {
    Files.createDirectories(root.resolve("a/b/c"));
    var source = new LosingEvents(2);
    start(() -> source);
    awaitHealth(Health.POLLING);
    Files.writeString(root.resolve("a/b/c/polled.jpg"), "x");
    await().until(() -> recorder.touched().contains("a/b/c/polled.jpg"));
    assertThat(watcher.orElseThrow().health()).containsEntry(1, Health.POLLING);
  }

  @Test
  void withoutAnyEventSourceTheFolderIsPolled() throws IOException {
    start(() -> {
      throw new IOException("User limit of inotify instances reached or too many open files");
    });
    awaitHealth(Health.POLLING);
    Files.writeString(root.resolve("polled.jpg"), "x");
    await().until(() -> recorder.touched().contains("polled.jpg"));
  }

  @Test
  void aFolderThatIsNotThereIsNotConnectedAndResumes() throws IOException {
    Files.writeString(root.resolve("a.jpg"), "x");
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    Path away = temporary.resolve("pulled");
    Files.move(root, away);
    awaitHealth(Health.NOT_CONNECTED);
    assertThat(recorder.gone()).isEmpty();
    recorder.clear();
    Files.writeString(away.resolve("b.jpg"), "x");
    Files.move(away, root);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
    Files.writeString(root.resolve("c.jpg"), "x");
    await().until(() -> recorder.touched().contains("c.jpg"));
  }

  @Test
  void aFolderDeletedAndMadeAnewIsWatched() throws IOException {
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    Files.delete(root);
    Files.createDirectory(root);
    await().until(() -> recorder.listed() >= 2);
    Files.writeString(root.resolve("c.jpg"), "x");
    await().until(() -> recorder.touched().contains("c.jpg"));
    awaitHealth(Health.WATCHING);
  }

  @Test
  void aFailingCatalogDelaysTheScanAndLosesNothing() throws IOException {
    Files.writeString(root.resolve("a.jpg"), "x");
    newsFails.set(true);
    start(SystemEvents::open);
    await().during(Duration.ofMillis(150)).until(() -> recorder.events().isEmpty());
    assertThat(watcher.orElseThrow().health()).containsEntry(1, Health.SCANNING);
    newsFails.set(false);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactly("a.jpg");
  }

  @Test
  void aDirectoryThatCannotBeReadStopsNothingElse() throws IOException {
    Path forbidden = Files.createDirectory(root.resolve("forbidden"));
    Files.createDirectory(root.resolve("open"));
    Files.writeString(root.resolve("open/a.jpg"), "x");
    var source = new LosingEvents(Integer.MAX_VALUE);
    source.forbid(forbidden);
    start(() -> source);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactly("open/a.jpg");
  }

  @Test
  void aDirectoryThatBecomesReadableIsReadThoughNoEventTells() throws IOException {
    Path forbidden = Files.createDirectories(root.resolve("day/forbidden"));
    Files.createDirectory(forbidden.resolve("deep"));
    Files.writeString(forbidden.resolve("a.jpg"), "x");
    Files.writeString(forbidden.resolve("deep/b.jpg"), "x");
    var source = new LosingEvents(Integer.MAX_VALUE);
    source.forbid(forbidden);
    start(() -> source);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).isEmpty();
    source.allow(forbidden);
    await()
        .untilAsserted(() ->
            assertThat(recorder.touched())
                .containsExactlyInAnyOrder("day/forbidden/a.jpg", "day/forbidden/deep/b.jpg"));
    assertThat(recorder.listed()).as("scans of the whole folder").isEqualTo(1);
    Files.writeString(forbidden.resolve("deep/c.jpg"), "x");
    await().until(() -> recorder.touched().contains("day/forbidden/deep/c.jpg"));
  }

  @Test
  void aRootThatIsThereButCannotBeReadIsNotReadableUntilItIs() throws IOException {
    Files.writeString(root.resolve("a.jpg"), "x");
    var source = new LosingEvents(Integer.MAX_VALUE);
    source.forbid(root);
    start(() -> source);
    awaitHealth(Health.NOT_READABLE);
    source.allow(root);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactly("a.jpg");
    assertThat(recorder.gone()).isEmpty();
  }

  @Test
  void aFolderWithoutPermissionIsNotReadableUntilItIs() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(root), "the user of this test may read everything");
    start(SystemEvents::open);
    awaitHealth(Health.NOT_READABLE);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    awaitHealth(Health.WATCHING);
  }

  @Test
  void aClockThatJumpsAsAfterSleepMeansAScan() {
    var wall = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    var steady = System.nanoTime();
    var started =
        new FolderWatcher(
            _ -> Selection.photographers(),
            batch -> batch,
            recorder,
            wall,
            SystemEvents::open,
            QUICK,
            () -> steady);
    watcher = Optional.of(started);
    started.start();
    started.watch(folder);
    await().until(() -> recorder.listed() == 1);
    wall.advance(Duration.ofMinutes(5));
    await().until(() -> recorder.listed() == 2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameThatIsNoTextIsLeftOutAndTheRestFound() throws Exception {
    var made =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'bad\\377.jpg')\"; echo x > good.jpg")
            .directory(root.toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactly("good.jpg");
  }
}
