package org.shuttersend.ui.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With a decoder that waits for the test, on a screen's thread that is the test's.
class ThumbnailsTest {
  private static final int MANY = 200;

  private final CountDownLatch mayDecode = new CountDownLatch(1);
  private final List<String> decoded = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Runnable> screen = new ConcurrentLinkedQueue<>();
  private final Thumbnails thumbnails = new Thumbnails(this::decode, screen::add);

  @AfterEach
  void close() {
    mayDecode.countDown();
    thumbnails.close();
  }

  @Test
  void theNewestWishComesFirstAndTheOldestAreDropped() {
    for (int i = 0; i < MANY; i++) {
      assertThat(thumbnails.find(key(i))).isEmpty();
    }
    mayDecode.countDown();
    thumbnails.start(() -> {});
    await().until(() -> decoded.size() >= 64);
    deliver();
    assertThat(decoded).hasSize(64).doesNotContain("0.jpg");
    assertThat(decoded.subList(0, 2)).contains((MANY - 1) + ".jpg");
    assertThat(thumbnails.find(key(MANY - 1))).isPresent();
  }

  @Test
  void whatWasDroppedIsMadeWhenItIsAskedForAgain() {
    for (int i = 0; i < MANY; i++) {
      thumbnails.find(key(i));
    }
    thumbnails.find(key(0));
    mayDecode.countDown();
    thumbnails.start(() -> {});
    await().until(() -> decoded.contains("0.jpg"));
  }

  private Thumbnail decode(Path file) {
    try {
      mayDecode.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    decoded.add(file.toString());
    return new Thumbnail(Optional.empty());
  }

  private void deliver() {
    await().until(() -> !screen.isEmpty());
    for (Runnable next = screen.poll(); next != null; next = screen.poll()) {
      next.run();
    }
  }

  private static Thumbnail.Key key(int number) {
    return new Thumbnail.Key(Path.of(number + ".jpg"), Instant.EPOCH);
  }
}
