package org.shuttersend.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Glance;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;

/// A share that does not answer: reads of it never come back, and all else goes on.
class HangingReadsTest extends Uploading {
  private HotFolder slow;

  /// How many looks at each of its files the slow folder still answers.
  private volatile int answers = Integer.MAX_VALUE;

  private final Map<Path, Integer> looks = new ConcurrentHashMap<>();
  private final CountDownLatch answered = new CountDownLatch(1);

  @BeforeEach
  void watchAShareToo() throws IOException {
    Path share = Files.createDirectories(temp.resolve("share"));
    slow = catalog.activate(List.of(folder.root(), share)).getLast();
    connected = Set.of(folder.id(), slow.id());
  }

  @AfterEach
  void answer() {
    answered.countDown();
  }

  @Override
  Glance look(Path file) {
    if (file.startsWith(slow.root()) && looks.merge(file, 1, Integer::sum) > answers) {
      try {
        answered.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return super.look(file);
  }

  /// Both hashers waited for a share, and nothing was sent from anywhere.
  @Test
  void readsThatHangBeforeSendingHoldUpTheirOwnFolderOnly() {
    answers = 0;
    hangAndSendFromTheOther();
  }

  /// All places at the server were taken by photos whose reads never came back.
  @Test
  void readsThatHangWhileSendingHoldUpTheirOwnFolderOnly() {
    answers = 2; // those of hashing
    hangAndSendFromTheOther();
  }

  private void hangAndSendFromTheOther() {
    for (int i = 0; i < 12; i++) {
      settle(slow, "slow %d.jpg".formatted(i), "slow " + i);
    }
    uploader.start();
    await().until(() -> looks.values().stream().anyMatch(count -> count > answers));
    for (int i = 0; i < 10; i++) {
      settle("p%d.jpg".formatted(i), "content " + i);
    }
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(10));
    awaitWhileTimePasses(() ->
        assertThat(rows())
            .filteredOn(row -> row.ref().folder().equals(slow))
            .as("the reason is told")
            .hasSize(12)
            .allSatisfy(
                row -> assertThat(row.reason()).contains(Reason.of(Reason.Code.FILE_UNSEEN))));
    settle("later.jpg", "later");
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(11));
    assertThat(readers()).isLessThan(20);

    answered.countDown();
    awaitWhileTimePasses(
        () -> assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(23));
    assertThat(server.sends()).hasSize(23).doesNotHaveDuplicates();
    assertThat(rows()).allSatisfy(row -> assertThat(row.attempts()).isZero());
  }

  private static long readers() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith("upload-"))
        .filter(entry ->
            Arrays.stream(entry.getValue()).anyMatch(at -> at.getMethodName().equals("look")))
        .count();
  }
}
