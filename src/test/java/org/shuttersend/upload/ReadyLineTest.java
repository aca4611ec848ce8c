package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.shuttersend.catalog.Claim;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.RecordingDestination;

/// Which of the photos that may be sent goes next.
class ReadyLineTest {
  private static final long MB = 1_000_000;

  private final HotFolder folder = new HotFolder(1, "hot", Path.of("hot"));
  private final RecordingDestination server = new RecordingDestination();
  private final InHand inHand = new InHand();
  private final ReadyLine line = new ReadyLine();
  private final AtomicInteger put = new AtomicInteger();
  private long id;

  private Uploader.Ready photo(String name, long size) {
    var stamp = new FileStamp(size, Instant.EPOCH, name);
    var claim =
        new Claim(
            ++id,
            1,
            new ObservedFile(new FileRef(folder, name), stamp),
            "key " + name,
            Optional.empty(),
            Optional.empty(),
            0,
            false);
    return new Uploader.Ready(inHand.take(claim), Optional.empty(), server);
  }

  private List<String> takeAll(int count) throws InterruptedException {
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      names.add(line.take().photo().claim().file().ref().path());
    }
    return names;
  }

  @Test
  void aSmallOneThatComesLaterGoesFirst() throws InterruptedException {
    line.put(photo("a.nef", 9 * MB));
    line.put(photo("b.nef", 9 * MB));
    line.put(photo("new.jpg", 60_000));
    assertThat(takeAll(3)).containsExactly("new.jpg", "a.nef", "b.nef");
  }

  @Test
  void largeOnesHaveTheirTurnHoweverManySmallOnesThereAre() throws InterruptedException {
    line.put(photo("video.mp4", 20 * MB));
    for (int i = 0; i < 12; i++) {
      line.put(photo("s" + i, MB / 10));
    }
    assertThat(takeAll(13).indexOf("video.mp4")).isEqualTo(8);
  }

  @Test
  void itHoldsFewBytesThoughAlwaysOnePhoto() throws InterruptedException {
    var filler =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                for (int i = 0; i < 5; i++) {
                  line.put(photo("huge " + i, 5_000 * MB));
                  put.incrementAndGet();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> filler.getState() == Thread.State.WAITING);
    assertThat(put.get()).isEqualTo(1);
    assertThat(takeAll(5)).containsExactly("huge 0", "huge 1", "huge 2", "huge 3", "huge 4");
  }

  /// They wait in lines of their own, and have their turns.
  @Test
  void neitherKindKeepsTheOtherOut() throws InterruptedException {
    for (int i = 0; i < 32; i++) {
      assertThat(line.offer(photo("s" + i, 4 * MB))).isTrue();
    }
    assertThat(line.offer(photo("one more", 4 * MB))).isFalse();
    assertThat(line.offer(photo("video.mp4", 40 * MB))).isTrue();
    assertThat(line.offer(photo("another.mp4", 40 * MB))).isFalse();
    line.take();
    assertThat(line.offer(photo("one more", 4 * MB))).isTrue();
  }
}
