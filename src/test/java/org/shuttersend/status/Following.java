package org.shuttersend.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Receipt;
import org.shuttersend.model.ServerStatus.Link;
import org.shuttersend.testkit.ManualClock;

/// For tests that follow what becomes of photos, with a real catalog and a server that says what it
/// is told to.
abstract class Following {
  @TempDir Path folder;

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  final AtomicInteger keys = new AtomicInteger();
  final AtomicInteger news = new AtomicInteger();
  final FakeJobs server = new FakeJobs();
  Catalog catalog;
  HotFolder hot;
  StatusFollower follower;

  @BeforeEach
  void open() throws IOException, SQLException {
    openCatalog();
  }

  final void openCatalog() throws IOException, SQLException {
    catalog = Catalog.open(folder.resolve("data"), clock, () -> "key-" + keys.incrementAndGet());
    hot = catalog.activate(List.of(folder.resolve("Hot"))).getFirst();
    follower =
        new StatusFollower(
            "studio:8088", catalog.jobs(), clock, new Random(1), _ -> {}, news::incrementAndGet);
  }

  @AfterEach
  void close() {
    follower.close();
    catalog.close();
  }

  Claim claim(String name) {
    var stamp = new FileStamp(1000, clock.instant(), name);
    catalog.intake().settled(List.of(new ObservedFile(new FileRef(hot, name), stamp)));
    Claim claim = catalog.outbox().claim(1, Set.of(1, 2, 3)).getFirst();
    var hashed = new Outbox.Hashed(claim, hash(name));
    return ((AfterHash.Ready) catalog.outbox().hashed(List.of(hashed), false).getFirst()).claim();
  }

  static ContentHash hash(String name) {
    return new ContentHash("%064x".formatted(name.hashCode() & 0xffffffffL));
  }

  void receipt(Claim claim, String job) {
    assertThat(
            catalog
                .outbox()
                .accepted(
                    claim, new Receipt(Optional.of(claim.hash().orElseThrow()), Optional.of(job))))
        .isTrue();
  }

  void accepted(String name, String job) {
    receipt(claim(name), job);
  }

  static JobChange done(String job) {
    return new JobChange(job, JobState.DONE, 1, Optional.empty());
  }

  long count(PhotoState state) {
    return catalog.lists().tally().of(state).photos();
  }

  void awaitDelivered(long photos) {
    await().until(() -> count(PhotoState.PROCESSED) == photos);
  }

  void awaitLink(Link link) {
    await().until(() -> follower.status().link() == link);
  }

  void follow() {
    follower.start();
    follower.connected(server);
    awaitLink(Link.CONNECTED);
    await().until(() -> catalog.jobs().cursor().isPresent());
  }
}
