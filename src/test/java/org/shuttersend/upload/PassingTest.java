package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.upload.governor.Load;

/// A small new photo does not wait for minutes behind large ones.
class PassingTest extends Uploading {
  private static final int LARGE = 9_000_000;
  private static final int SOME = 10;

  private final CountDownLatch slow = new CountDownLatch(1);
  private final AtomicInteger readers = new AtomicInteger();

  /// What reading a video waits for.
  private volatile CountDownLatch reading = new CountDownLatch(0);

  /// Four go at once, as long as no time passes.
  @BeforeEach
  void oneMoreIsAllowed() {
    governor.maximum(5);
  }

  @AfterEach
  void letGo() {
    slow.countDown();
  }

  private void settleLarge(int count) {
    for (int i = 0; i < count; i++) {
      byte[] video = new byte[LARGE];
      video[0] = (byte) i;
      catalog.intake().settled(List.of(HotFolders.write(folder, i + ".mp4", video)));
    }
  }

  /// Every place is a large one's, the line is full, and more of them wait for room in it.
  @Test
  void itGoesBesideThemAndPastThoseThatWait() {
    server.holdAt(slow);
    settleLarge(SOME);
    uploader.start();
    await().until(() -> server.sends().size() == 4);
    server.holdAt(new CountDownLatch(0));
    settle("new.jpg", "a small photo");
    await().until(() -> server.sends().contains("new.jpg"));
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == 1);
    assertThat(server.sends()).hasSize(5);
    slow.countDown();
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == SOME + 1);
    assertThat(server.sends()).hasSize(SOME + 1).doesNotHaveDuplicates();
  }

  @Test
  void onlyOneAtATimeGoesBesideThem() {
    server.holdAt(slow);
    settleLarge(4);
    uploader.start();
    await().until(() -> server.sends().size() == 4);
    for (int i = 0; i < 30; i++) {
      settle("small %d.jpg".formatted(i), "small " + i);
    }
    await().until(() -> server.mostAtOnce() == 5);
    slow.countDown();
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == 34);
    assertThat(server.mostAtOnce()).isEqualTo(5);
  }

  /// They were claimed together with large ones that stood before them.
  @Test
  void thoseThatWereClaimedTogetherGoFirst() {
    server.holdAt(slow);
    settleLarge(SOME);
    settle("small.jpg", "a small photo");
    uploader.start();
    await().until(() -> server.sends().contains("small.jpg"));
    slow.countDown();
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == SOME + 1);
  }

  /// A video of ten gigabytes is read for minutes.
  @Test
  void itPassesALaneThatReads() {
    reading = slow;
    settleLarge(1);
    uploader.start();
    await().until(() -> readers.get() > 0);
    settle("new.jpg", "a small photo");
    await().until(() -> server.sends().contains("new.jpg"));
    slow.countDown();
    await().until(() -> catalog.lists().tally().of(PhotoState.PROCESSED).photos() == 2);
  }

  @Test
  void oneWhoseTimeComesPassesThem() {
    settle("held.jpg", "it waited for the server");
    Claim claim = catalog.outbox().claim(1, connected).getFirst();
    Reason busy = Reason.of(Reason.Code.SERVER_BUSY);
    assertThat(catalog.outbox().hold(claim, busy, clock.instant().plusSeconds(5))).isTrue();
    server.holdAt(slow);
    settleLarge(SOME);
    uploader.start();
    await().until(() -> server.sends().size() == 4);
    server.holdAt(new CountDownLatch(0));
    clock.advance(Duration.ofSeconds(6));
    uploader.wake();
    await().until(() -> server.sends().contains("held.jpg"));
  }

  @Test
  void itIsFoundBehindManyLargeOnes() {
    for (int i = 0; i < 200; i++) {
      settled(i + ".nef", 25_000_000, 0);
    }
    settled("a.jpg", 3_000_000, 20);
    assertThat(catalog.outbox().claimSmall(16, Load.SMALL_BYTES, connected))
        .extracting(claim -> claim.file().ref().path())
        .containsExactly("a.jpg");
    assertThat(catalog.outbox().claimSmall(16, Load.SMALL_BYTES, connected)).isEmpty();
  }

  private void settled(String name, long size, int secondsAgo) {
    var stamp = new FileStamp(size, clock.instant().minusSeconds(secondsAgo), name);
    catalog.intake().settled(List.of(new ObservedFile(new FileRef(folder, name), stamp)));
  }

  @Override
  Glance look(Path file) {
    if (file.toString().endsWith(".mp4")) {
      readers.incrementAndGet();
      try {
        reading.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return super.look(file);
  }
}
