package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Troubles;

/// A disk that does not answer holds up the photos of its own folder only, and that is said.
class HangingDiskTest {
  private static final Troubles NO_ANSWER =
      new Troubles(List.of(new Trouble(Trouble.Kind.MOVE_NO_ANSWER, "", "")), 0);

  @TempDir Path temp;
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);

  private void hang() {
    hangs.countDown();
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFolderThatHangsHoldsUpNoOther() throws IOException, InterruptedException {
    try (var share = new Desk(temp.resolve("share"), Desk.MOVE);
        var other = new Desk(temp.resolve("other"), Desk.MOVE)) {
      share.deliver("IMG_1.jpg", "one");
      share.disk.beforeRename(this::hang);
      Lane hanging = share.lane();
      Lane running = other.lane();
      try (var mover = new Mover(List.of(hanging, running), System::nanoTime)) {
        mover.start();
        hangs.await();
        other.deliver("IMG_2.jpg", "two");
        await().until(() -> other.files().containsKey("Sent/IMG_2.jpg"));
        await().until(running::isThrough);
        assertThat(hanging.isThrough()).isFalse();
        assertThat(hanging.troubles()).isEqualTo(Troubles.NONE);

        share.pass(Duration.ofMinutes(2));
        assertThat(hanging.troubles()).isEqualTo(NO_ANSWER);
        assertThat(mover.isThrough()).as("nobody waits for it").isTrue();
        assertThat(running.troubles()).isEqualTo(Troubles.NONE);

        answers.countDown();
        await().until(() -> share.catalog().movedFiles().counts().containsKey("Sent"));
        await().until(() -> hanging.troubles().equals(Troubles.NONE));
        assertThat(share.files()).containsOnlyKeys("Sent/IMG_1.jpg");
      } finally {
        answers.countDown();
      }
    }
  }
}
