package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Troubles;
import org.shuttersend.settle.Look;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.watch.WatchLedger;

/// What it costs to find out, at a start, that nothing has changed: next to `find`, which only
/// lists, and in memory.
@Tag("bench")
class ReconcilingTest {
  private static final int PER_DIRECTORY = 1_000;
  private static final int ROUNDS = 5;

  @TempDir Path temp;
  private final List<Catalog> catalogs = new ArrayList<>();

  @AfterEach
  void close() {
    catalogs.forEach(Catalog::close);
  }

  @Test
  void nextToFind() throws Exception {
    int files = Integer.getInteger("bench.files", 200_000);
    Known known = known("hot", files);
    var ours = new ArrayList<Duration>();
    var find = new ArrayList<Duration>();
    for (int i = 0; i <= ROUNDS; i++) {
      find.add(find(known.folder().root()));
      ours.add(reconcile(known));
    }
    // The first round only warms up.
    System.out.printf(
        "%d known files: reconciled in %s, find -printf %s%n",
        files, said(ours.subList(1, ours.size())), said(find.subList(1, find.size())));
  }

  @Test
  void memoryDoesNotGrowWithWhatIsKnown() throws Exception {
    int files = Integer.getInteger("bench.known", 1_000_000);
    Known few = known("few", PER_DIRECTORY);
    reconcile(few);
    long before = heapWhileWatching(few);
    Known many = known("many", files);
    long after = heapWhileWatching(many);
    System.out.printf(
        "heap in use: %d known files %d kB, %d known files %d kB%n",
        PER_DIRECTORY, before / 1000, files, after / 1000);
    assertThat(after - before).isLessThan(20_000_000);
  }

  private record Known(HotFolder folder, Catalog catalog, Chosen chosen) {}

  private Known known(String name, int files) throws IOException {
    Path root = Files.createDirectory(temp.resolve(name));
    Catalog catalog =
        Catalog.open(
            temp.resolve("data of " + name), Clock.systemUTC(), () -> UUID.randomUUID().toString());
    catalogs.add(catalog);
    HotFolder folder = catalog.activate(List.of(root)).getFirst();
    var batch = new ArrayList<ObservedFile>(PER_DIRECTORY);
    for (int i = 0; i < files; i++) {
      batch.add(
          HotFolders.write(
              folder, "day %d/IMG_%07d.jpg".formatted(i / PER_DIRECTORY, i), new byte[] {1}));
      if (batch.size() == PER_DIRECTORY) {
        catalog.intake().settled(batch);
        batch.clear();
      }
    }
    catalog.intake().settled(batch);
    var chosen = new Chosen(catalog, _ -> false);
    chosen.add(folder, new ChosenFolder(folder.root(), Choosing.USUAL));
    return new Known(folder, catalog, chosen);
  }

  private static WatchedFolder watched(Known known) {
    return new WatchedFolder(
        known.folder(),
        known.catalog(),
        known.chosen(),
        () -> {},
        Look.onDisk(),
        Clock.systemUTC(),
        new WatchLedger());
  }

  private static void awaitRead(WatchedFolder watched) {
    await().until(() -> watched.status(0, Troubles.NONE).condition().state() == Health.WATCHING);
  }

  private static Duration reconcile(Known known) {
    try (WatchedFolder watched = watched(known)) {
      long begin = System.nanoTime();
      watched.start();
      awaitRead(watched);
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private static long heapWhileWatching(Known known) {
    try (WatchedFolder watched = watched(known)) {
      watched.start();
      awaitRead(watched);
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  private Duration find(Path root) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process find =
        new ProcessBuilder("find", root.toString(), "-printf", "%s %T@ %i %p\\n")
            .redirectOutput(temp.resolve("found").toFile())
            .start();
    assertThat(find.waitFor()).isZero();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String said(List<Duration> rounds) {
    List<Duration> sorted = rounds.stream().sorted().toList();
    return "%d ms (%d to %d)"
        .formatted(
            sorted.get(sorted.size() / 2).toMillis(),
            sorted.getFirst().toMillis(),
            sorted.getLast().toMillis());
  }
}
