package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.receiver.Accounts;
import org.shuttersend.receiver.user.Role;
import org.shuttersend.receiver.user.User;
import org.shuttersend.testkit.Program;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.QueueStats;

/// A studio at its busiest hour: some send all they have, others look through photos.
class BusyStudioTest {
  private static final int SIZE = 300_000;

  @TempDir Path temp;
  private Studio studio;
  private Program receiver;

  @BeforeEach
  void open() {
    studio = new Studio(temp);
    receiver = studio.receive();
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private List<String> users(String kind, Role role, int count) throws IOException {
    var tokens = new ArrayList<String>();
    try (Accounts accounts =
        Accounts.open(studio.into().resolve(".shuttersend"), Clock.systemUTC())) {
      for (int i = 0; i < count; i++) {
        tokens.add(accounts.add(new User(kind + i, role)).orElseThrow().text());
      }
    }
    return tokens;
  }

  private QueueStats stats() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(studio.address() + "/api/admin/queue/stats"))
            .header("Authorization", "Bearer " + Files.readString(studio.token()).strip())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.read(client.send(request, BodyHandlers.ofString()).body(), QueueStats.class);
    }
  }

  private long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(receiver.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private BusyStudio run(int senders, int viewers, int photos)
      throws IOException, InterruptedException {
    var busy = new BusyStudio(URI.create(studio.address()), SIZE);
    busy.run(users("sender", Role.USER, senders), users("viewer", Role.ADMIN, viewers), photos);
    await()
        .until(() -> {
          QueueStats.Queue queue = stats().queue();
          return queue.totalProcessed() + queue.totalFailed() == (long) senders * photos;
        });
    return busy;
  }

  private static void print(BusyStudio busy, QueueStats stats) {
    System.out.printf(
        "busy studio: %d uploads answered p50 %.0f p99 %.0f ms, %d pages p50 %.1f p99 %.1f ms,"
            + " cache %s, %d told to come later%n",
        busy.uploads().count(),
        busy.uploads().percentile(0.5),
        busy.uploads().percentile(0.99),
        busy.pages().count(),
        busy.pages().percentile(0.5),
        busy.pages().percentile(0.99),
        stats.cache(),
        busy.refused());
  }

  @Test
  void everybodyIsServed() throws Exception {
    BusyStudio busy = run(2, 3, 25);
    QueueStats stats = stats();
    print(busy, stats);
    assertThat(busy.delivered()).isEqualTo(50);
    assertThat(stats.queue().totalProcessed()).isEqualTo(50);
  }

  @Test
  @Tag("stress")
  void fiveSendersAndTwentyWhoLook() throws Exception {
    var resident = new ConcurrentLinkedQueue<Long>();
    try (var sampler = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          sampler.scheduleAtFixedRate(
              () -> {
                try {
                  resident.add(residentKilobytes());
                } catch (IOException e) {
                  // it ended
                }
              },
              0,
              5,
              TimeUnit.SECONDS);
      BusyStudio busy = run(5, 20, 1000);
      sampler.shutdownNow();
      print(busy, stats());
      System.out.println("resident, kB, each 5 s: " + resident);
      assertThat(busy.delivered()).isEqualTo(5000);
      assertThat(stats().queue().totalProcessed()).isEqualTo(5000);
    }
  }
}
