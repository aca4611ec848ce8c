package org.shuttersend.ui.main;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.PhotoList;

/// Without a screen: its thread is the test's own.
class FeedLoopTest {
  private final Wedding wedding = new Wedding(Path.of("exports").toAbsolutePath());
  private final RecordingFeed feed = new RecordingFeed(wedding.uploading());
  private final ConcurrentLinkedQueue<Runnable> screen = new ConcurrentLinkedQueue<>();
  private final List<Pulled> shown = new CopyOnWriteArrayList<>();
  private final FeedLoop loop = new FeedLoop(feed, screen::add);

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void aScreenThatIsBehindGetsNothingNew() {
    loop.start(shown::add);
    awaitPosted();
    int rounds = feed.rounds();
    loop.pullSoon();
    loop.want(Wanted.top(PhotoList.DELIVERED, ""));
    await().during(250, MILLISECONDS).until(() -> screen.size() == 1);
    assertThat(feed.rounds()).isEqualTo(rounds);
    runPosted();
    awaitPosted();
    runPosted();
    assertThat(((Pulled.Snapshot) shown.getLast()).rows().list()).isEqualTo(PhotoList.DELIVERED);
  }

  @Test
  void aListThatShrankIsAskedForItsEnd() {
    feed.set(PhotoList.DELIVERED, wedding.delivered(1, 30));
    loop.want(Wanted.top(PhotoList.DELIVERED, "").at(5_000, 10));
    loop.start(shown::add);
    awaitPosted();
    runPosted();
    Rows rows = ((Pulled.Snapshot) shown.getFirst()).rows();
    assertThat(rows.count()).isEqualTo(30);
    assertThat(rows.at(29)).isPresent();
  }

  @Test
  void nobodyLooksNobodyAsks() {
    loop.setSeen(false);
    loop.start(shown::add);
    await().during(250, MILLISECONDS).until(screen::isEmpty);
    loop.setSeen(true);
    awaitPosted();
  }

  @Test
  void afterStoppingNothingIsShown() {
    loop.start(shown::add);
    awaitPosted();
    loop.stop();
    runPosted();
    assertThat(shown).isEmpty();
  }

  private void awaitPosted() {
    await().until(() -> !screen.isEmpty());
  }

  private void runPosted() {
    for (Runnable next = screen.poll(); next != null; next = screen.poll()) {
      next.run();
    }
  }
}
