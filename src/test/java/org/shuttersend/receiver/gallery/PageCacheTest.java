package org.shuttersend.receiver.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.JobState;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.wire.PhotoView;
import org.shuttersend.wire.PhotosPage;

class PageCacheTest {
  private static final PageRequest MINE = request("anna", "");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final AtomicInteger reads = new AtomicInteger();

  /// What every page shows at the moment.
  private volatile JobState state = JobState.DONE;

  private final PageCache cache =
      new PageCache(
          request -> {
            reads.incrementAndGet();
            return page(state);
          },
          Duration.ofSeconds(60),
          clock::nanos);

  private static PageRequest request(String owner, String words) {
    return new PageRequest(Optional.of(owner), words, Optional.empty(), 100);
  }

  private static PhotosPage page(JobState state) {
    var photo =
        new PhotoView(
            "id",
            "anna",
            "a.jpg",
            "Hot",
            "a.jpg",
            1,
            "0",
            state,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Instant.EPOCH,
            Map.of(),
            Optional.empty(),
            Optional.empty());
    return new PhotosPage(List.of(photo), Optional.empty());
  }

  private String ask(String user, PageRequest request) {
    return new String(cache.json(user, request), StandardCharsets.UTF_8);
  }

  @Test
  void aPageIsReadOnceAMinute() {
    for (int i = 0; i < 9; i++) {
      assertThat(ask("anna", MINE)).contains("\"a.jpg\"");
    }
    assertThat(reads).hasValue(1);
    clock.advance(Duration.ofSeconds(61));
    ask("anna", MINE);
    assertThat(reads).hasValue(2);
    assertThat(cache.stats().hits()).isEqualTo(8);
    assertThat(cache.stats().misses()).isEqualTo(2);
    assertThat(cache.stats().hitRate()).isEqualTo("80.00%");
    assertThat(cache.stats().size()).isEqualTo(1);
  }

  @Test
  void aChangeByTheUserIsSeenAtOnceAndTouchesNobodyElse() {
    ask("anna", MINE);
    ask("anna", request("anna", "wedding"));
    ask("ben", request("ben", ""));
    cache.changed("anna");
    ask("anna", MINE);
    ask("anna", request("anna", "wedding"));
    ask("ben", request("ben", ""));
    assertThat(reads).hasValue(5);
  }

  @Test
  void aPageReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
    var reading = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    var contents = new AtomicInteger(1);
    var slow =
        new PageCache(
            request -> {
              int seen = contents.get();
              if (seen == 1) {
                reading.countDown();
                awaitLatch(changed);
              }
              return page(seen == 1 ? JobState.FAILED : JobState.DONE);
            },
            Duration.ofSeconds(60),
            clock::nanos);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> before = () -> slow.json("anna", MINE);
      Future<byte[]> old = threads.submit(before);
      awaitLatch(reading);
      contents.set(2); // the commit
      slow.changed("anna");
      // Not the page that is still being read.
      assertThat(new String(slow.json("anna", MINE), StandardCharsets.UTF_8)).contains("done");
      changed.countDown();
      assertThat(new String(old.get(), StandardCharsets.UTF_8)).contains("failed");
      assertThat(new String(slow.json("anna", MINE), StandardCharsets.UTF_8)).contains("done");
    }
  }

  @Test
  void manyWhoAskAtOnceReadOnce() throws Exception {
    var reading = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        new PageCache(
            request -> {
              reads.incrementAndGet();
              reading.countDown();
              awaitLatch(go);
              return page(JobState.DONE);
            },
            Duration.ofSeconds(60),
            clock::nanos);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<byte[]>>();
      Callable<byte[]> ask = () -> slow.json("anna", MINE);
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(ask));
      }
      awaitLatch(reading);
      go.countDown();
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).isNotEmpty();
      }
      await().until(() -> slow.stats().hits() == 19);
      assertThat(reads).hasValue(1);
    }
  }

  @Test
  void aPageWithPhotosUnderWayIsKeptForAMoment() {
    state = JobState.RUNNING;
    ask("anna", MINE);
    ask("anna", MINE);
    assertThat(reads).hasValue(1);
    clock.advance(Duration.ofSeconds(3));
    state = JobState.DONE;
    assertThat(ask("anna", MINE)).contains("done");
    clock.advance(Duration.ofSeconds(3));
    ask("anna", MINE);
    assertThat(reads).hasValue(2);
  }

  @Test
  void clearingTellsHowManyThereWere() {
    ask("anna", MINE);
    ask("ben", request("ben", ""));
    assertThat(cache.clear()).isEqualTo(2);
    assertThat(cache.stats().size()).isZero();
    assertThat(
            new PageCache(r -> page(state), Duration.ofSeconds(60), clock::nanos).stats().hitRate())
        .isEqualTo("0.00%");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
