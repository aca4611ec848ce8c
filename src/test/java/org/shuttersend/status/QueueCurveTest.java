package org.shuttersend.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.ServerQueue;
import org.shuttersend.model.ServerStatus.QueueSample;

class QueueCurveTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final QueueCurve curve = new QueueCurve();

  private void add(long second, int size, long processed, long failed) {
    curve.add(START.plusSeconds(second), new ServerQueue(size, 1000, 3, 3, processed, failed, 1));
  }

  private static QueueSample point(long second, int size) {
    return new QueueSample(START.plusSeconds(second), size);
  }

  @Test
  void nothingYet() {
    assertThat(curve.points()).isEmpty();
    assertThat(curve.clearsIn()).isEmpty();
  }

  /// Readings that came closer than a step replaced each other for ever: the curve never had a
  /// second point, and there was no estimate.
  @Test
  void readingsInQuickSuccessionStillMakeACurve() {
    for (int second = 0; second <= 60; second += 2) {
      add(second, 100 - second, second, 0);
    }
    assertThat(curve.points())
        .hasSizeGreaterThan(8)
        .contains(point(0, 100))
        .endsWith(point(60, 40));
    assertThat(curve.clearsIn()).contains(Duration.ofSeconds(40));
  }

  @Test
  void theNewestReadingIsAlwaysTheLastPoint() {
    add(0, 1, 0, 0);
    add(10, 2, 0, 0);
    add(11, 3, 0, 0);
    add(12, 4, 0, 0);
    assertThat(curve.points()).containsExactly(point(0, 1), point(10, 2), point(12, 4));
  }

  @Test
  void readingsAreThinnedToAStep() {
    for (int tenths = 0; tenths < 6000; tenths++) {
      curve.add(
          START.plusMillis(tenths * 100L), new ServerQueue(tenths, 10_000, 3, 3, tenths, 0, 1));
    }
    assertThat(curve.points()).hasSizeBetween(110, 126);
  }

  @Test
  void fifteenMinutesAreKept() {
    for (int second = 0; second <= 3600; second += 5) {
      add(second, second, 0, 0);
    }
    assertThat(curve.points()).hasSizeBetween(180, 182).startsWith(point(2700, 2700));
  }

  @Test
  void theEstimateGoesByTheLastTwoMinutes() {
    add(0, 600, 0, 0);
    // A slow hour of ten a minute, then one a second.
    add(300, 550, 50, 0);
    add(360, 490, 110, 0);
    add(420, 430, 160, 10);
    assertThat(curve.clearsIn()).contains(Duration.ofSeconds(430));
  }

  @Test
  void anEmptyQueueAnIdleOneAndOneThatBeganAnewHaveNoEstimate() {
    add(0, 10, 100, 0);
    add(10, 10, 100, 0);
    assertThat(curve.clearsIn()).as("nothing ends").isEmpty();
    add(20, 0, 110, 0);
    assertThat(curve.clearsIn()).as("nothing waits").isEmpty();
    add(30, 10, 3, 0);
    assertThat(curve.clearsIn()).as("the server counts anew").isEmpty();
  }

  @Test
  void aClockThatWasSetBackBreaksNothing() {
    add(100, 5, 10, 0);
    add(50, 6, 11, 0);
    add(55, 7, 12, 0);
    assertThat(curve.points()).isNotEmpty();
    curve.clearsIn();
  }
}
