package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;
import org.shuttersend.watch.FolderWatcher;
import org.shuttersend.watch.Memory;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.WatchLedger;

/// A real writer that pauses for as long as it likes, and a real folder.
class SlowWriterTest {
  private static final Duration QUIET = Duration.ofMillis(50);

  @TempDir Path root;
  private final List<ObservedFile> settled = new CopyOnWriteArrayList<>();

  @Test
  void isNeverCaughtInTheMiddle() throws Exception {
    Path file = root.resolve("slow.nef");
    var folder = new HotFolder(1, "hot", root);
    try (Settling settling =
            new Settling(
                () -> new Settler(QUIET, Duration.ZERO, Look.onDisk()),
                () -> {},
                new WhenSettled(settled::addAll),
                SteadyClock.start());
        FolderWatcher watcher =
            new FolderWatcher(
                folder,
                Selection.photographers(),
                Memory.of(batch -> batch),
                settling,
                Clock.systemUTC(),
                new WatchLedger())) {
      settling.start();
      watcher.start();
      try (var writer = Files.newOutputStream(file)) {
        assumeTrue(
            Writers.ofThisSystem().of(file) == Writers.State.SOME,
            "this file system does not tell who writes");
        for (int part = 1; part <= 3; part++) {
          writer.write("part".getBytes(StandardCharsets.UTF_8));
          var open =
              new Unsettled(new FileRef(folder, "slow.nef"), Reason.of(Reason.Code.FILE_OPEN));
          await().until(() -> settling.snapshot().waiting().equals(List.of(open)));
          assertThat(settled).isEmpty();
        }
      }
      await().until(() -> !settled.isEmpty());
      assertThat(settled)
          .singleElement()
          .satisfies(seen -> assertThat(seen.stamp().size()).isEqualTo(12));
    }
  }
}
