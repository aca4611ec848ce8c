package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.HotFolder;

/// Whose turn it is, and that nothing waits for ever.
class TurnsTest extends Shooting {
  private HotFolder other(String name) throws IOException {
    var root = Files.createDirectories(temp.resolve(name));
    return catalog.activate(List.of(folder.root(), root)).getLast();
  }

  @Test
  void everyHotFolderHasItsTurn() throws IOException {
    HotFolder second = other("Second");
    for (int i = 0; i < 300; i++) {
      shoot(folder, "many/%03d.jpg".formatted(i), 8 * MB);
    }
    shoot(second, "b1.jpg", 40 * MB);
    shoot(second, "b2.jpg", 40 * MB);
    assertThat(next(5))
        .containsExactly("many/000.jpg", "b1.jpg", "many/001.jpg", "b2.jpg", "many/002.jpg");
  }

  @Test
  void whatIsAskedForWaitsForNoOtherFoldersTurn() throws IOException {
    HotFolder second = other("Second");
    shoot("1.jpg", "2.jpg");
    shoot(second, "b.jpg", MB);
    catalog.outbox().sendNow(List.of(id("1.jpg"), id("2.jpg")));
    assertThat(next(3)).containsExactly("1.jpg", "2.jpg", "b.jpg");
  }

  @Test
  void aClaimOfLargeFilesIsShort() {
    for (int i = 0; i < 5; i++) {
      shoot(folder, i + ".mov", 200 * MB);
    }
    assertThat(next(64)).containsExactly("0.mov", "1.mov");
  }

  /// However fast new photos come.
  @Test
  void aVideoGoesOnceEightTimesItsBytesWentAfterTwoHours() {
    shoot(folder, "long.mov", 1000 * MB);
    clock.advance(Duration.ofHours(2));
    long others = 0;
    List<String> claimed = List.of();
    for (int round = 0; !claimed.contains("long.mov"); round++) {
      clock.advance(Duration.ofSeconds(30));
      for (int i = 0; i < 40; i++) {
        shoot("%d-%d.jpg".formatted(round, i));
      }
      claimed = next(20);
      others += 8 * MB * claimed.stream().filter(path -> path.endsWith("jpg")).count();
      assertThat(others).as("claimed before the video").isLessThan(9000 * MB);
    }
    assertThat(claimed).endsWith("long.mov");
    assertThat(others).isGreaterThan(7500 * MB);
  }

  @Test
  void aRetryDoesNotWaitForEverEither() {
    shoot("tried.jpg");
    catalog.outbox().retry(only("tried.jpg"), BROKEN, clock.instant());
    List<String> claimed = List.of();
    for (int round = 0; round < 300 && !claimed.contains("tried.jpg"); round++) {
      clock.advance(Duration.ofMinutes(1));
      shoot("%d-1.jpg".formatted(round), "%d-2.jpg".formatted(round));
      claimed = next(1);
      boolean waits = clock.instant().isBefore(START.plus(Duration.ofHours(2)));
      assertThat(waits && claimed.contains("tried.jpg")).isFalse();
    }
    assertThat(claimed).containsExactly("tried.jpg");
  }
}
