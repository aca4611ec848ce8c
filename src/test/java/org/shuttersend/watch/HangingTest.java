package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.testkit.ManualClock;

/// A folder whose file system does not answer.
class HangingTest {
  @TempDir Path temporary;
  private final ManualClock wall = new ManualClock(Instant.EPOCH);
  private final AtomicLong nanos = new AtomicLong();

  private FolderWatcher watcher(int id, Recorder recorder, EventSource.Opener opener)
      throws IOException {
    Path root = Files.createDirectory(temporary.resolve("hot " + id));
    return new FolderWatcher(
        new HotFolder(id, "hot " + id, root),
        Selection.photographers(),
        Memory.of(batch -> batch),
        recorder,
        new Tools(opener, Rhythms.QUICK, wall, nanos::get, new WatchLedger()));
  }

  @Test
  void holdsUpNoOtherAndSaysSoAndEndsAllTheSame() throws IOException {
    var stuck = new Stuck();
    var recorder = new Recorder();
    try (FolderWatcher hanging = watcher(1, new Recorder(), () -> stuck);
        FolderWatcher healthy = watcher(2, recorder, SystemEvents::open)) {
      hanging.start();
      healthy.start();
      await().until(() -> stuck.entered.getCount() == 0);
      await().until(() -> healthy.health() == Health.WATCHING);
      Files.writeString(healthy.folder().root().resolve("a.jpg"), "x");
      await().until(() -> recorder.touched().contains("a.jpg"));
      assertThat(hanging.health()).isEqualTo(Health.SCANNING);
      nanos.addAndGet(Duration.ofSeconds(90).toNanos());
      assertThat(hanging.condition().cause()).isEqualTo(Cause.NO_ANSWER);
      assertThat(hanging.condition().args()).containsExactly("90");
      assertThat(hanging.budget()).as("does not wait for it").isNotNull();
      await().until(() -> healthy.health() == Health.WATCHING);
    }
  }

  /// Registering never comes back, not even when it is interrupted; nor does closing.
  private static final class Stuck implements EventSource {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public WatchKey register(Path directory) {
      entered.countDown();
      hang();
      throw new IllegalStateException("it came back");
    }

    private void hang() {
      while (never.getCount() > 0) {
        LockSupport.park();
        Thread.interrupted(); // what hangs in the system does not listen
      }
    }

    @Override
    public WatchKey take() throws InterruptedException {
      never.await();
      throw new InterruptedException();
    }

    @Override
    public void close() {
      hang();
    }
  }
}
