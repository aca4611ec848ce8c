package org.shuttersend.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.WatchBudget;

class WatchLedgerTest {
  @TempDir Path root;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong others = new AtomicLong(5);
  private final WatchLedger ledger = new WatchLedger(nanos::get, others::get);

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsWhatIsRegisteredAndForgotten() throws IOException {
    var folder = new HotFolder(1, "hot", root);
    Files.createDirectory(root.resolve("day"));
    try (EventSource source = SystemEvents.open()) {
      var watches = new Watches(source, ledger);
      watches.register(FileRef.root(folder));
      watches.register(new FileRef(folder, "day"));
      watches.register(new FileRef(folder, "day"));
      ledger.recount();
      assertThat(ledger.budget(watches.size()).orElseThrow())
          .extracting(WatchBudget::folder, WatchBudget::user)
          .containsExactly(2L, 7L);
      watches.forget(FileRef.root(folder));
      assertThat(watches.size()).isZero();
      assertThat(ledger.budget(0).orElseThrow().user()).isEqualTo(5);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsOtherProgramsRarely() {
    ledger.recount();
    others.set(50);
    ledger.recount();
    assertThat(ledger.budget(0).orElseThrow().user()).isEqualTo(5);
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    ledger.recount();
    assertThat(ledger.budget(0).orElseThrow().user()).isEqualTo(50);
  }

  @Test
  void fourFifthsIsNear() {
    assertThat(new WatchBudget(1, 79, 100).isNearLimit()).isFalse();
    assertThat(new WatchBudget(1, 80, 100).isNearLimit()).isTrue();
    assertThat(new WatchBudget(1, 120, 100).left()).isZero();
  }

  /// Ours are not among them, and those of other programs change as they like.
  @Test
  @EnabledOnOs(OS.LINUX)
  void doesNotCountOurOwnAmongTheOthers() throws IOException {
    long before = OtherWatches.count();
    try (var service = FileSystems.getDefault().newWatchService()) {
      for (int i = 0; i < 3_000; i++) {
        Files.createDirectory(root.resolve("d" + i))
            .register(service, StandardWatchEventKinds.ENTRY_CREATE);
      }
      assertThat(OtherWatches.count()).isLessThan(before + 3_000);
    }
  }
}
