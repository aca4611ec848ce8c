package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoState;
import org.shuttersend.testkit.HotFolders;

/// A small new photo does not wait for minutes behind large ones.
class PassingTest extends Uploading {
  private static final int LARGE = 9_000_000;
  private static final int SOME = 10;

  private final CountDownLatch slow = new CountDownLatch(1);

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
}
