package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;
import org.shuttersend.testkit.ManualClock;

/// Doubt means rescan: what a watcher does where events are lost, missing or never come.
class DoubtTest {
  @TempDir Path temporary;
  private Path root = Path.of("");
  private HotFolder folder = new HotFolder(1, "hot", root);
  private final Recorder recorder = new Recorder();
  private final AtomicBoolean newsFails = new AtomicBoolean();
  private final OneTime time = new OneTime();
  private Clock wall = time;
  private LongSupplier nanos = time.steady();
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
            folder,
            Selection.photographers(),
            Memory.of(batch -> {
              if (newsFails.get()) {
                throw new IllegalStateException("the catalog is busy");
              }
              return batch;
            }),
            recorder,
            new Tools(opener, Rhythms.QUICK, wall, nanos, new WatchLedger()));
    watcher = Optional.of(started);
    started.start();
    return started;
  }

  private void awaitHealth(Health health) {
    await().until(() -> watcher.orElseThrow().health() == health);
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
    assertThat(watcher.orElseThrow().health()).isEqualTo(Health.POLLING);
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
    assertThat(watcher.orElseThrow().health()).isEqualTo(Health.SCANNING);
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
    var moved = startWithStillClock();
    moved.advance(Duration.ofMinutes(5));
    await().until(() -> recorder.listed() == 2);
  }

  @Test
  void aClockThatWasSetBackMeansAScan() {
    var moved = startWithStillClock();
    moved.advance(Duration.ofMinutes(-5));
    await().until(() -> recorder.listed() == 2);
  }

  @Test
  void aClockThatIsSetRightByASecondMeansNothing() throws IOException {
    var moved = startWithStillClock();
    moved.advance(Duration.ofSeconds(1));
    Files.createDirectory(root.resolve("day"));
    Files.writeString(root.resolve("day/a.jpg"), "x");
    await().until(() -> recorder.touched().contains("day/a.jpg"));
    assertThat(recorder.listed()).isEqualTo(1);
  }

  private ManualClock startWithStillClock() {
    var still = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    long steady = System.nanoTime();
    wall = still;
    nanos = () -> steady;
    start(SystemEvents::open);
    await().until(() -> recorder.listed() == 1);
    return still;
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
    assertThat(troubles()).containsExactly(Kind.NAME_NOT_TEXT);
    shell("rm bad*");
    await().until(() -> troubles().isEmpty());
    shell("printf x > \"$(printf 'worse\\377.jpg')\"");
    await().untilAsserted(() -> assertThat(troubles()).containsExactly(Kind.NAME_NOT_TEXT));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPathTooLongToOpenIsSaidAndTheRestFound() throws Exception {
    // Reached by relative steps, as a program that copies trees may; bash cannot go deeper by name.
    shell(
        "i=0; while [ $i -lt 25 ]; do mkdir $0 && cd -P $0 || exit 1; i=$((i + 1)); done; > deep.jpg",
        "d".repeat(200));
    Files.writeString(root.resolve("good.jpg"), "x");
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    assertThat(recorder.touched()).containsExactly("good.jpg");
    assertThat(troubles()).containsExactly(Kind.PATH_TOO_LONG);
    shell("rm -rf d*");
    await().until(() -> troubles().isEmpty());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPathTooLongToBeAskedAboutIsGoneOnceWhatHeldItIs() {
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    // As after an event that was heard while the directories above it were being removed.
    var gone = new FileRef(folder, "removed/" + ("d".repeat(200) + "/").repeat(25) + "day");
    watcher.orElseThrow().visit(gone);
    await().until(() -> !watcher.orElseThrow().isAsked());
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aLinkIsSaidAndNotFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("loop"), root);
    start(SystemEvents::open);
    awaitHealth(Health.WATCHING);
    assertThat(troubles()).containsExactly(Kind.LINK);
    assertThat(watcher.orElseThrow().troubles().needAttention()).isFalse();
    Files.createSymbolicLink(root.resolve("other"), temporary);
    await().untilAsserted(() -> assertThat(troubles()).containsExactly(Kind.LINK, Kind.LINK));
    Files.delete(root.resolve("loop"));
    Files.delete(root.resolve("other"));
    await().until(() -> troubles().isEmpty());
  }

  private List<Kind> troubles() {
    return watcher.orElseThrow().troubles().first().stream().map(Trouble::kind).toList();
  }

  private void shell(String script, String... args) throws Exception {
    var command = new ArrayList<>(List.of("sh", "-c", script));
    command.addAll(List.of(args));
    assertThat(new ProcessBuilder(command).directory(root.toFile()).start().waitFor()).isZero();
  }
}
