package org.shuttersend.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptThreadTest {
  private static final Duration CALM = Duration.ofMinutes(5);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Throwable> lost = new AtomicReference<>();
  private final List<String> story = new CopyOnWriteArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private final CopyOnWriteArrayList<KeptThread> threads = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    threads.forEach(KeptThread::stop);
  }

  private Thread.Builder.OfPlatform builder() {
    return Thread.ofPlatform()
        .daemon()
        .name("work")
        .uncaughtExceptionHandler((thread, cause) -> lost.set(cause));
  }

  private Restarts restarts(Duration pause) {
    return new Restarts(pause, pause, 3, CALM, nanos::get);
  }

  private KeptThread start(Duration pause, KeptThread.Work work) {
    KeptThread thread =
        KeptThread.vital(builder(), work, () -> story.add("again"), restarts(pause)).start();
    threads.add(thread);
    return thread;
  }

  @Test
  void workThatBreaksOffIsBegunAgainAfterWhatItMissedWasAskedFor() {
    KeptThread thread =
        start(
            Duration.ofMillis(1),
            () -> {
              story.add("work");
              switch (begun.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("Java heap space");
                case 2 -> throw new IllegalStateException("never thought of");
                default -> never.await();
              }
            });
    await().until(() -> begun.get() == 3);
    await().until(() -> thread.breakdown().isEmpty());
    assertThat(story).containsExactly("work", "again", "work", "again", "work");
    assertThat(thread.isAlive()).isTrue();
    assertThat(lost).hasNullValue();
  }

  @Test
  void whileItRestsItSaysWhy() {
    KeptThread thread =
        start(
            Duration.ofHours(1),
            () -> {
              throw new StackOverflowError();
            });
    await().until(() -> thread.breakdown().isPresent());
    assertThat(thread.breakdown().orElseThrow().what()).isEqualTo("StackOverflowError");
    assertThat(thread.breakdown().orElseThrow().pause()).isEqualTo(Duration.ofHours(1));
    thread.letEnd();
    await().until(() -> !thread.isAlive());
    assertThat(lost).as("its end was asked for").hasNullValue();
  }

  @Test
  void vitalWorkThatBreaksOffAgainAndAgainIsLost() {
    start(
        Duration.ofMillis(1),
        () -> {
          begun.incrementAndGet();
          throw new NoClassDefFoundError("x");
        });
    await().until(() -> lost.get() != null);
    assertThat(lost.get()).isInstanceOf(WorkLost.class).hasRootCauseInstanceOf(LinkageError.class);
    assertThat(begun).hasValue(4);
  }

  @Test
  void aBreakAfterALongCalmIsAFirstOne() {
    start(
        Duration.ofMillis(1),
        () -> {
          if (begun.incrementAndGet() > 20) {
            never.await();
          }
          nanos.addAndGet(CALM.toNanos());
          throw new AssertionError("now and then");
        });
    await().until(() -> begun.get() > 20);
    assertThat(lost).hasNullValue();
  }

  @Test
  void helpfulWorkIsTriedOn() {
    KeptThread thread =
        KeptThread.helpful(
                builder(),
                () -> {
                  throw new IllegalStateException("no");
                })
            .start();
    threads.add(thread);
    await().until(() -> thread.breakdown().isPresent());
    assertThat(lost).hasNullValue();
  }

  @Test
  void whatBreaksWhileItEndsIsNoBreakdown() {
    var inside = new CountDownLatch(1);
    KeptThread thread =
        start(
            Duration.ofMillis(1),
            () -> {
              begun.incrementAndGet();
              inside.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("the database is closed", e);
              }
            });
    await().until(() -> inside.getCount() == 0);
    thread.stop();
    await().until(() -> !thread.isAlive());
    assertThat(begun).hasValue(1);
    assertThat(lost).hasNullValue();
  }
}
