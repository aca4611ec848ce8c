package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.watch.FolderWatcher;
import org.shuttersend.watch.Memory;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.WatchLedger;

/// How long after its quiet time a file has settled, all the way from the disk.
@Tag("bench")
class SettlingSpeedTest {
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int FILES = 200;

  @TempDir Path root;
  private final Map<String, Long> settledAt = new ConcurrentHashMap<>();

  @Test
  void settlesSoonAfterTheQuietTime() throws Exception {
    try (var settling =
            new Settling(
                () -> new Settler(QUIET, Duration.ofSeconds(20), Look.onDisk()),
                () -> {},
                new WhenSettled(this::stop),
                SteadyClock.start());
        var watcher =
            new FolderWatcher(
                new HotFolder(1, "hot", root),
                Selection.photographers(),
                Memory.of(batch -> batch),
                settling,
                Clock.systemUTC(),
                new WatchLedger())) {
      settling.start();
      watcher.start();
      await().until(() -> watcher.health() == Health.WATCHING);
      var closedAt = new ArrayList<Long>();
      for (int i = 0; i < FILES; i++) {
        Files.writeString(root.resolve(i + ".jpg"), "photo " + i);
        closedAt.add(System.nanoTime());
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
      await().until(() -> settledAt.size() == FILES);
      var over = new ArrayList<Duration>();
      for (int i = 0; i < FILES; i++) {
        long took = settledAt.getOrDefault(i + ".jpg", 0L) - closedAt.get(i);
        over.add(Duration.ofNanos(took).minus(QUIET));
      }
      over.sort(Duration::compareTo);
      Duration median = over.get(FILES / 2);
      Duration most = over.get(FILES * 99 / 100);
      System.out.printf(
          "settled after the quiet time: p50 %d ms, p99 %d ms%n",
          median.toMillis(), most.toMillis());
      // Not the longest: it tells how long the machine stood still.
      assertThat(median).isLessThan(Duration.ofMillis(20));
    }
  }

  private void stop(List<ObservedFile> files) {
    files.forEach(file -> settledAt.put(file.ref().path(), System.nanoTime()));
  }
}
