package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;

/// Whether the catalog keeps up with a full card and stays quick with a million photos.
@Tag("bench")
class CatalogSpeedTest {
  private static final Instant TAKEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final int BATCH = 1_000;
  private static final Reason HELD = Reason.of(Reason.Code.CONNECTION_LOST, "x");
  private static final int SENDERS = 64;

  /// As many as the uploader claims at once.
  private static final int CLAIMS = 64;

  @TempDir Path temp;
  private Catalog catalog;
  private HotFolder hot;

  @BeforeEach
  void open() throws IOException {
    catalog =
        Catalog.open(temp.resolve("data"), Clock.systemUTC(), () -> UUID.randomUUID().toString());
    hot = catalog.activate(List.of(Files.createDirectory(temp.resolve("Pictures")))).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private double perSecond(int count, long begin) {
    return count / (Math.max(1, System.nanoTime() - begin) / 1e9);
  }

  private void add(int from, int count) {
    for (int at = from; at < from + count; at += BATCH) {
      var batch = new ArrayList<ObservedFile>(BATCH);
      for (int i = at; i < at + BATCH; i++) {
        String path = "2026-11-%02d wedding/IMG_%07d.jpg".formatted(i % 28 + 1, i);
        var stamp = new FileStamp(8_000_000 + i, TAKEN.plusSeconds(i), "inode " + i);
        batch.add(new ObservedFile(new FileRef(hot, path), stamp));
      }
      catalog.intake().settled(batch);
    }
  }

  private static ContentHash hash(Claim claim) {
    byte[] content = claim.file().ref().path().getBytes(StandardCharsets.UTF_8);
    return ContentHash.of(ContentHash.sha256().digest(content));
  }

  /// Claims, hashes and marks as the uploader does: three durable transitions a photo.
  private void deliver(int count) throws InterruptedException {
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      int done = 0;
      while (done < count) {
        int some = Math.min(CLAIMS, count - done);
        List<Claim> claims = catalog.outbox().claim(some, Set.of(hot.id()));
        done += claims.size();
        List<Outbox.Hashed> hashed =
            claims.stream().map(claim -> new Outbox.Hashed(claim, hash(claim))).toList();
        List<Runnable> marks = new ArrayList<>();
        for (AfterHash answer : catalog.outbox().hashed(hashed, true)) {
          Claim claim = ((AfterHash.Ready) answer).claim();
          marks.add(
              () -> catalog.outbox().accepted(claim, new Receipt(claim.hash(), Optional.empty())));
        }
        senders.invokeAll(marks.stream().map(Executors::callable).toList());
      }
    }
  }

  @Test
  void keepsUpWithAFullCard() throws Exception {
    for (int round = 0; round < 5; round++) {
      int count = 20_000;
      long begin = System.nanoTime();
      add(round * count, count);
      double added = perSecond(count, begin);
      begin = System.nanoTime();
      deliver(count);
      double moved = perSecond(3 * count, begin);
      System.out.printf("%,.0f files/s added, %,.0f durable transitions/s%n", added, moved);
    }
    assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(100_000);
  }

  @Test
  void isQuickWithAMillionPhotos() throws Exception {
    int count = Integer.getInteger("bench.known", 1_000_000);
    add(0, count);
    deliver(count - BATCH);
    var pages = new ArrayList<Duration>();
    for (int i = 0; i < 100; i++) {
      for (PhotoList list : PhotoList.values()) {
        long begin = System.nanoTime();
        catalog.lists().page(list, "", Instant.EPOCH, 0, 100);
        catalog.lists().inState(Optional.empty(), 100);
        pages.add(Duration.ofNanos(System.nanoTime() - begin));
      }
    }
    pages.sort(Duration::compareTo);
    catalog.close();
    System.out.printf(
        "%d photos: first page p50 %d us, p99 %d us; %d bytes a row on disk%n",
        count,
        pages.get(pages.size() / 2).toNanos() / 1000,
        pages.get(pages.size() * 99 / 100).toNanos() / 1000,
        bytes() / count);
  }

  /// All of them waiting, and then all of them waiting for a time.
  @Test
  void isQuickWithALongLine() throws Exception {
    int count = 100_000;
    add(0, count);
    line("waiting");
    Instant until = Instant.now().plus(Duration.ofDays(1));
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int held = 0; held < count; ) {
        List<Claim> claims = catalog.outbox().claim(CLAIMS, Set.of(hot.id()));
        held += claims.size();
        List<Runnable> marks = new ArrayList<>();
        for (Claim claim : claims) {
          marks.add(() -> catalog.outbox().hold(claim, HELD, until));
        }
        senders.invokeAll(marks.stream().map(Executors::callable).toList());
      }
    }
    line("held");
    assertThat(catalog.lists().tally().of(PhotoState.HELD).photos()).isEqualTo(count);
  }

  private void line(String how) {
    Set<Integer> all = Set.of(hot.id());
    var lists = catalog.lists();
    System.out.printf(
        "100,000 %s: first page %d us, page at 90,000 %d us, count %d us, next due %d us%n",
        how,
        best(() -> lists.page(PhotoList.TRANSFERS, "", Instant.EPOCH, 0, 100)),
        best(() -> lists.page(PhotoList.TRANSFERS, "", Instant.EPOCH, 90_000, 100)),
        best(() -> lists.count(PhotoList.TRANSFERS, "", Instant.EPOCH)),
        best(() -> catalog.outbox().nextDue(all)));
  }

  /// Of twenty times: the processor is shared.
  private static long best(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - begin);
    }
    return best / 1000;
  }

  private long bytes() throws IOException, SQLException {
    Path file = temp.resolve("data/catalog.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return Files.size(file);
  }
}
