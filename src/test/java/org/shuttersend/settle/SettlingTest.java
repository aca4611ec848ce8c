package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.thread.Restarts;
import org.shuttersend.watch.FolderEvent;

/// The settler's thread.
class SettlingTest {
  private static final Duration QUIET = Duration.ofMillis(300);

  @TempDir Path root;
  private final List<ObservedFile> settled = new CopyOnWriteArrayList<>();
  private final List<FileRef> gone = new CopyOnWriteArrayList<>();
  private final AtomicInteger listed = new AtomicInteger();

  /// How many files were handed on when a place was.
  private final List<Integer> searched = new CopyOnWriteArrayList<>();

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger scans = new AtomicInteger();
  private volatile Runnable breaking = () -> {};
  private final AtomicInteger calls = new AtomicInteger();
  private final Set<String> bad = ConcurrentHashMap.newKeySet();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));

  private Settling settling() {
    return settling(SteadyClock.start());
  }

  private Settling settling(Clock clock) {
    return new Settling(
        () -> new Settler(QUIET, Duration.ofSeconds(1), Look.onDisk()),
        scans::incrementAndGet,
        new Settling.Out() {
          @Override
          public void settled(List<ObservedFile> files) {
            calls.incrementAndGet();
            breaking.run();
            if (failures.getAndDecrement() > 0
                || files.stream().anyMatch(file -> bad.contains(file.ref().path()))) {
              throw new IllegalStateException("the catalog is busy");
            }
            settled.addAll(files);
          }

          @Override
          public void gone(FileRef ref) {
            gone.add(ref);
          }

          @Override
          public void listed(HotFolder folder) {
            listed.incrementAndGet();
          }

          @Override
          public void searched(FileRef place) {
            searched.add(settled.size());
          }
        },
        clock,
        new Restarts(Duration.ofMillis(1), Duration.ofMillis(1), 3, QUIET, System::nanoTime));
  }

  private HotFolder folder() {
    return new HotFolder(1, "hot", root);
  }

  private FileRef write(String name) throws Exception {
    Files.writeString(root.resolve(name), name);
    return new FileRef(folder(), name);
  }

  private void letTimePassUntil(BooleanSupplier condition) {
    await()
        .until(() -> {
          clock.advance(QUIET);
          return condition.getAsBoolean();
        });
  }

  @Test
  void pendingFallsToZeroOnlyWhenAllWasHandedOn() throws Exception {
    try (Settling settling = settling(clock)) {
      settling.start();
      settling.accept(new FolderEvent.Touched(write("a.jpg")));
      settling.accept(new FolderEvent.Touched(write("b.jpg")));
      settling.accept(new FolderEvent.Listed(folder()));
      assertThat(settling.pending()).isPositive();
      letTimePassUntil(() -> settling.pending() == 0);
      assertThat(settled).hasSize(2);
      assertThat(listed).hasValue(1);
    }
  }

  @Test
  void aPlaceWasSearchedWhenAllThatWasFoundThereWasHandedOn() throws Exception {
    Files.createDirectory(root.resolve("EOS"));
    failures.set(2);
    try (Settling settling = settling()) {
      settling.start();
      settling.accept(new FolderEvent.Touched(write("EOS/a.jpg")));
      settling.accept(new FolderEvent.Searched(new FileRef(folder(), "EOS")));
      await().until(() -> settling.pending() == 0 && !searched.isEmpty());
      assertThat(searched).containsExactly(1);
    }
  }

  @Test
  void whatCouldNotBeHandedOnIsHandedOnAgain() throws Exception {
    failures.set(2);
    try (Settling settling = settling()) {
      settling.start();
      settling.accept(new FolderEvent.Touched(write("a.jpg")));
      await().until(() -> settling.pending() == 0);
      assertThat(settled).hasSize(1);
    }
  }

  @Test
  void aBadFileHoldsNoOtherUp() throws Exception {
    bad.addAll(List.of("3.jpg", "7.jpg"));
    try (Settling settling = settling()) {
      settling.start();
      for (int i = 0; i < 50; i++) {
        settling.accept(new FolderEvent.Touched(write(i + ".jpg")));
      }
      await().until(() -> settled.size() == 48);
      await().until(() -> settling.snapshot().waiting().size() == 2);
      assertThat(settling.snapshot().unsettled()).isEqualTo(2);
      assertThat(settling.pending()).isEqualTo(2);
      bad.clear();
      await().until(() -> settling.pending() == 0);
      assertThat(settled).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void manyBadFilesInARowHoldNoOtherUp() throws Exception {
    for (int i = 0; i < 20; i++) {
      bad.add(i + ".jpg");
    }
    try (Settling settling = settling()) {
      settling.start();
      for (int i = 0; i < 40; i++) {
        settling.accept(new FolderEvent.Touched(write(i + ".jpg")));
      }
      await().until(() -> settled.size() == 20);
    }
  }

  /// Each was told in the log, and given up as hopeless after a while.
  @Tag("stress")
  @Test
  void whileNothingCanBeNotedFilesWaitAndAreNotHopeless() throws Exception {
    breaking =
        () -> {
          throw new NotNow(new IllegalStateException("the disk is full"));
        };
    try (Settling settling = settling(clock)) {
      settling.start();
      settling.accept(new FolderEvent.Touched(write("a.jpg")));
      settling.accept(new FolderEvent.Touched(write("b.jpg")));
      letTimePassUntil(() -> calls.get() > 5);
      assertThat(settling.snapshot().waiting())
          .extracting(Unsettled::why)
          .containsExactly(
              Reason.of(Reason.Code.FILE_NOT_NOTED), Reason.of(Reason.Code.FILE_NOT_NOTED));
      assertThat(settling.snapshot().hopelessCount()).isZero();
      breaking = () -> {};
      letTimePassUntil(() -> settling.pending() == 0);
      assertThat(settled).hasSize(2);
    }
  }

  @Test
  void withNobodyToTakeThemNotEachFileIsTried() throws Exception {
    failures.set(Integer.MAX_VALUE);
    try (Settling settling = settling(clock)) {
      for (int i = 0; i < 500; i++) {
        settling.accept(new FolderEvent.Touched(write(i + ".jpg")));
      }
      settling.start();
      letTimePassUntil(() -> calls.get() > 0);
      failures.set(0);
      letTimePassUntil(() -> settling.pending() == 0);
      assertThat(settled).hasSize(500);
      assertThat(calls).hasValueLessThan(100);
    }
  }

  @Test
  void tellsAnEmptyFileAsStillBeingWritten() throws Exception {
    try (Settling settling = settling()) {
      settling.start();
      Files.createFile(root.resolve("empty.jpg"));
      var empty = new FileRef(folder(), "empty.jpg");
      settling.accept(new FolderEvent.Touched(empty));
      await()
          .until(() ->
              settling
                  .snapshot()
                  .waiting()
                  .equals(List.of(new Unsettled(empty, Reason.of(Reason.Code.FILE_EMPTY)))));
      assertThat(settling.snapshot().unsettled()).isEqualTo(1);
      Files.delete(root.resolve("empty.jpg"));
      settling.accept(new FolderEvent.Gone(empty));
      await().until(() -> settling.pending() == 0);
      assertThat(gone).containsExactly(empty);
      assertThat(settling.snapshot().waiting()).isEmpty();
    }
  }

  @Test
  void fullQueueBlocksAndNothingIsLost() throws Exception {
    int files = 3;
    for (int i = 0; i < files; i++) {
      write(i + ".jpg");
    }
    try (Settling settling = settling(clock)) {
      settling.start();
      for (int i = 0; i < 100_000; i++) {
        settling.accept(new FolderEvent.Touched(new FileRef(folder(), i % files + ".jpg")));
      }
      letTimePassUntil(() -> settling.pending() == 0);
      assertThat(settled).hasSize(files);
    }
  }

  /// An error ended the thread, and nothing settled any more.
  @Test
  void anErrorBeginsAnewWithAScanAndLeavesNothingPending() throws Exception {
    breaking =
        () -> {
          breaking = () -> {};
          throw new StackOverflowError("deep");
        };
    try (Settling settling = settling()) {
      settling.start();
      FileRef photo = write("a.jpg");
      settling.accept(new FolderEvent.Touched(photo));
      await().until(() -> scans.get() == 1);
      await().until(() -> settling.pending() == 0);
      assertThat(settled).isEmpty();
      await().until(() -> settling.breakdown().isEmpty());
      settling.accept(new FolderEvent.Touched(photo)); // as the scan does
      await().until(() -> settled.size() == 1);
      await().until(() -> settling.pending() == 0);
    }
  }
}
