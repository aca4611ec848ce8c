package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.thread.Restarts;

/// An error ended a watching thread in silence: the folder was said to be watched for days.
class BreakingOffTest {
  @TempDir Path root;
  private final OneTime time = new OneTime();
  private final Recorder recorder = new Recorder();
  private final AtomicBoolean scanBreaks = new AtomicBoolean();
  private final Breaking events = new Breaking();
  private FolderWatcher watcher;

  @BeforeEach
  void start() {
    watcher = watcher();
    watcher.start();
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  private FolderWatcher watcher() {
    return new FolderWatcher(
        new HotFolder(1, "hot", root),
        Selection.photographers(),
        Memory.of(batch -> {
          if (scanBreaks.getAndSet(false)) {
            throw new StackOverflowError("in a scan");
          }
          return batch;
        }),
        recorder,
        new Tools(
            () -> events,
            Rhythms.QUICK,
            time,
            time.steady(),
            new WatchLedger(),
            new Restarts(
                Duration.ofMillis(1), Duration.ofMillis(1), 3, Duration.ZERO, System::nanoTime)));
  }

  @Test
  void aListenerThatBrokeOffListensAgainAndAScanFindsWhatItMissed() throws IOException {
    await().until(() -> watcher.health() == Health.WATCHING);
    events.breakNext.set(true);
    Files.writeString(root.resolve("a.jpg"), "x"); // its event is lost
    await().until(() -> recorder.touched().contains("a.jpg"));
    await().until(() -> watcher.breakdown().isEmpty());
    await().until(() -> watcher.health() == Health.WATCHING);
    Files.writeString(root.resolve("b.jpg"), "x");
    await().until(() -> recorder.touched().contains("b.jpg"));
  }

  @Test
  void aScanThatBrokeOffBeginsAnew() throws IOException {
    await().until(() -> watcher.health() == Health.WATCHING);
    scanBreaks.set(true);
    Files.createDirectory(root.resolve("day"));
    Files.writeString(root.resolve("day/a.jpg"), "x");
    watcher.rescan();
    await().until(() -> !scanBreaks.get());
    Files.writeString(root.resolve("day/b.jpg"), "x");
    await().until(() -> recorder.touched().contains("day/b.jpg"));
    await().until(() -> watcher.health() == Health.WATCHING);
    Files.createDirectory(root.resolve("day 2"));
    Files.writeString(root.resolve("day 2/c.jpg"), "x");
    await().until(() -> recorder.touched().contains("day 2/c.jpg"));
    assertThat(recorder.touched()).contains("day/a.jpg");
  }

  @Test
  void whileItRestsItSaysThatItBrokeOff() throws IOException {
    await().until(() -> watcher.health() == Health.WATCHING);
    events.breakAlways.set(true);
    Files.writeString(root.resolve("a.jpg"), "x");
    var what = "OutOfMemoryError: while taking events";
    await().until(() -> watcher.breakdown().filter(b -> b.what().equals(what)).isPresent());
    events.breakAlways.set(false);
    await().until(() -> watcher.breakdown().isEmpty());
  }

  /// The system's events, until the program has no memory for one.
  private static final class Breaking implements EventSource {
    private final AtomicBoolean breakNext = new AtomicBoolean();
    private final AtomicBoolean breakAlways = new AtomicBoolean();
    private final EventSource real;

    Breaking() {
      try {
        real = SystemEvents.open();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public WatchKey register(Path directory) throws IOException {
      return real.register(directory);
    }

    @Override
    public WatchKey take() throws InterruptedException {
      if (breakAlways.get()) {
        throw new OutOfMemoryError("while taking events");
      }
      WatchKey key = real.take();
      if (breakNext.getAndSet(false)) {
        key.pollEvents();
        key.reset();
        throw new OutOfMemoryError("while taking events");
      }
      return key;
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
