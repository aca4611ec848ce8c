package org.shuttersend.ui.main;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;

/// Ten thousand rows that change all the time, while somebody scrolls.
class ManyRowsTest {
  private static final int ROWS = 10_000;
  private static final long LIVELY_MILLIS = 100;

  /// Not the longest: it tells how long the machine stood still.
  private static final long MEDIAN_MILLIS = 50;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// How long the screen took to get to something new, and how much of it it worked itself.
  private record Stall(long waitNanos, long workNanos) {}

  private final Wedding wedding = new Wedding(Path.of("exports").toAbsolutePath());
  private final RecordingFeed feed = new RecordingFeed(wedding.uploading());

  @Test
  void onlyWhatIsSeenIsMadeAndTheFeedIsAskedTenTimesASecondAtMost() {
    feed.set(PhotoList.TRANSFERS, rows(0));
    try (var open = OpenWindow.on(feed)) {
      open.eventually(() -> !open.texts("photo-name").isEmpty());
      int before = feed.rounds();
      long began = System.nanoTime();
      scrollAndChange(open, 10);
      // The first of them may have begun before, the second not: it came after the first.
      assertThat((feed.rounds() - before - 2) * LIVELY_MILLIS)
          .as("the least time that so many rounds take")
          .isLessThanOrEqualTo(millis(System.nanoTime() - began));
      open.eventually(() -> !open.texts("photo-name").isEmpty());
      assertThat(open.onScreen(() -> open.photos().lookupAll(".photo-name").size()))
          .as("rows made")
          .isLessThan(100);
      assertThat(feed.largestPage()).isLessThanOrEqualTo(MainFeed.MAX_PAGE);
    }
    assertThat(feed.threads()).doesNotContain("SCREEN");
  }

  @Test
  @Tag("bench")
  void theScreenNeverStalls() {
    int rounds = 40;
    feed.set(PhotoList.TRANSFERS, rows(0));
    try (var open = OpenWindow.on(feed)) {
      open.eventually(() -> !open.texts("photo-name").isEmpty());
      scrollAndChange(open, 5);
      List<Stall> stalls = scrollAndChange(open, rounds);
      long[] waits = stalls.stream().mapToLong(s -> millis(s.waitNanos())).sorted().toArray();
      long[] works = stalls.stream().mapToLong(s -> millis(s.workNanos())).sorted().toArray();
      System.out.printf(
          "10,000 rows changing while scrolling, ms: wait for the screen median %d, longest %d;"
              + " its own work median %d, longest %d%n",
          waits[rounds / 2], waits[rounds - 1], works[rounds / 2], works[rounds - 1]);
      assertThat(works[rounds / 2]).isLessThan(MEDIAN_MILLIS);
    }
  }

  private List<Stall> scrollAndChange(OpenWindow open, int rounds) {
    long screen = open.onScreen(() -> Thread.currentThread().threadId());
    var stalls = new ArrayList<Stall>();
    for (int round = 1; round <= rounds; round++) {
      feed.set(PhotoList.TRANSFERS, rows(round));
      int target = round * 997 % ROWS;
      Platform.runLater(() -> open.photos().scrollTo(target));
      long workBefore = THREADS.getThreadCpuTime(screen);
      long wait = waitForScreen(open);
      int asked = feed.rounds();
      open.eventually(() -> feed.rounds() > asked);
      wait = Math.max(wait, waitForScreen(open));
      stalls.add(new Stall(wait, THREADS.getThreadCpuTime(screen) - workBefore));
    }
    return stalls;
  }

  private static long waitForScreen(OpenWindow open) {
    long asked = System.nanoTime();
    return open.onScreen(System::nanoTime) - asked;
  }

  private List<PhotoRow> rows(int round) {
    var rows = new ArrayList<PhotoRow>(ROWS);
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          wedding.sending(
              i + 1,
              "DSC_%05d.jpg".formatted(i),
              10_000_000,
              (i + round) % 100 / 100.0,
              1_000_000 + round));
    }
    return rows;
  }

  private static long millis(long nanos) {
    return NANOSECONDS.toMillis(nanos);
  }
}
