package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.model.JobState;
import org.shuttersend.receiver.Rig;
import org.shuttersend.testkit.ManualClock;
import org.shuttersend.testkit.Postgres;

/// Several receivers on one database and one folder.
class SharedStoreTest {
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final int CAPACITY = 30;

  @TempDir private Path base;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<Bench> open = new ArrayList<>();
  private Bench one;
  private Bench other;

  @BeforeEach
  void open() throws Exception {
    PostgresServer server = Postgres.running().database();
    for (String node : List.of("one", "other", "third")) {
      open.add(new Bench(base, clock, Optional.of(server), node, CAPACITY));
    }
    one = open.get(0);
    other = open.get(1);
  }

  @AfterEach
  void close() {
    open.forEach(Bench::close);
  }

  private static ClaimedJob claim(Bench bench) {
    return await().until(() -> bench.store().leases().claim(LEASE), Optional::isPresent).get();
  }

  @Test
  void theCapIsExactAmongThemAndNoNumberComesTwice() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var finished = new ArrayList<Future<Finish>>();
      for (int i = 0; i < CAPACITY * 2; i++) {
        Bench bench = open.get(i % open.size());
        Upload upload = bench.received("u" + i, i + ".jpg", photo(i, 100));
        finished.add(threads.submit(() -> bench.store().intake().finish(upload)));
      }
      int kept = 0;
      for (Future<Finish> future : finished) {
        kept += future.get() instanceof Finish.Kept ? 1 : 0;
      }
      assertThat(kept).isEqualTo(CAPACITY);
    }
    assertThat(one.store().changes().after(0, 1000).stream().map(Change::seq))
        .hasSize(CAPACITY)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(one.store().photos().totals().photos()).isEqualTo(CAPACITY);
  }

  @Test
  void oneContentThatComesToTwoAtOnceIsKeptOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        byte[] content = photo(i, 100);
        Upload here = one.received("a" + i, i + ".jpg", content);
        Upload there = other.received("b" + i, i + ".jpg", content);
        Future<Finish> first = threads.submit(() -> one.store().intake().finish(here));
        Future<Finish> second = threads.submit(() -> other.store().intake().finish(there));
        Stored stored = ((Finish.Kept) first.get()).stored();
        assertThat(((Finish.Kept) second.get()).stored()).isEqualTo(stored);
        assertThat(one.stored("Hot/" + i + ".jpg")).hasBinaryContent(content);
      }
    }
    assertThat(one.store().photos().totals().photos()).isEqualTo(8);
    await().until(() -> !one.store().uploads().needsFile("a0"));
    assertThat(base.resolve("into/.shuttersend")).doesNotExist();
  }

  @Test
  void versionsOfOnePathThatComeToAllAtOnceAreAllKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var finished = new ArrayList<Future<Finish>>();
      for (int i = 0; i < 18; i++) {
        Bench bench = open.get(i % open.size());
        Upload upload = bench.received("u" + i, "a.jpg", photo(i, 100));
        finished.add(threads.submit(() -> bench.store().intake().finish(upload)));
      }
      for (Future<Finish> future : finished) {
        assertThat(future.get()).isInstanceOf(Finish.Kept.class);
      }
    }
    open.forEach(bench -> bench.store().intake().redo());
    List<String> paths =
        one.database().read(s -> s.list("SELECT path FROM photos", row -> row.getString(1)));
    assertThat(paths.stream().map(path -> base.resolve("into").resolve(path)))
        .hasSize(18)
        .doesNotHaveDuplicates()
        .allMatch(Files::isRegularFile);
    assertThat(base.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void whatADeadReceiverWorkedOnIsTakenUpOnceItsLeaseIsOver() throws Exception {
    Stored photo = one.keep("u1", "a.jpg", photo(1, 100));
    ClaimedJob dead = claim(one);
    assertThat(other.store().leases().resume()).isZero();
    clock.advance(LEASE.minusSeconds(1));
    one.store().leases().renew(List.of(dead), LEASE);
    clock.advance(LEASE.minusSeconds(1));
    other.store().leases().giveBackExpired();
    assertThat(other.job(photo).state()).isEqualTo(JobState.RUNNING);

    clock.advance(Duration.ofSeconds(2));
    other.store().leases().giveBackExpired();
    ClaimedJob taken = claim(other);
    one.store().leases().renew(List.of(dead), LEASE);
    one.store().leases().done(dead).get();
    assertThat(other.job(photo).state()).isEqualTo(JobState.RUNNING);
    other.store().leases().done(taken).get();
    assertThat(one.job(photo).state()).isEqualTo(JobState.DONE);
    assertThat(one.store().jobs().queue().totalProcessed()).isEqualTo(1);
  }

  @Test
  void aStartTakesBackItsOwnAlone() throws Exception {
    Stored mine = one.keep("u1", "a.jpg", photo(1, 100));
    assertThat(claim(one).jobId()).isEqualTo(mine.jobId());
    Stored theirs = other.keep("u2", "b.jpg", photo(2, 100));
    assertThat(claim(other).jobId()).isEqualTo(theirs.jobId());
    assertThat(one.store().leases().resume()).isEqualTo(1);
    assertThat(one.job(mine).state()).isEqualTo(JobState.QUEUED);
    assertThat(one.job(theirs).state()).isEqualTo(JobState.RUNNING);
  }

  /// Everything up to the commit, nothing after.
  private Placement accepted(Upload upload) throws Exception {
    var shelf = new Shelf(base.resolve("into"));
    String path = shelf.resolve(Bench.OWNER + "/" + upload.incoming().path().value());
    var acceptance =
        new Acceptance(
            upload,
            one.store().files().file(upload.id()),
            upload.incoming().announced().orElseThrow(),
            path,
            shelf.versionOf(path, clock.instant(), taken -> false),
            clock.instant(),
            CAPACITY,
            clock.instant());
    return one.database().write(acceptance::in).placement().orElseThrow();
  }

  @Test
  void aPhotoThatADeadReceiverDidNotPlaceIsPlacedByAnother() throws Exception {
    byte[] content = photo(1, 100);
    assertThat(accepted(one.received("u1", "a.jpg", content)).source()).isEqualTo("u1");
    assertThat(other.store().leases().claim(LEASE)).isEmpty();
    other.store().intake().takeOver();
    assertThat(other.store().uploads().needsFile("u1")).isTrue();
    other.store().intake().takeOver();
    assertThat(other.stored("Hot/a.jpg")).hasBinaryContent(content);
    assertThat(claim(other).attempt()).isEqualTo(1);
  }

  @Test
  void whatIsInUseAtOneIsInUseAtAll() throws Exception {
    Holds.Hold hold = one.store().holds().take("u1").orElseThrow();
    assertThat(other.store().holds().take("u1")).isEmpty();
    assertThat(one.store().holds().take("u1")).isEmpty();
    hold.close();
    other.store().holds().take("u1").orElseThrow().close();
  }

  @Test
  void bytesThatComeToOneAreNoLeftoversToAnother() throws Exception {
    Path coming = Files.writeString(base.resolve("uploads").resolve("coming"), "half of it");
    Path orphan = Files.writeString(base.resolve("uploads").resolve("orphan"), "of a kill");
    var housekeeping = new Housekeeping(other.store(), clock);
    try (var _ = one.store().holds().take("coming").orElseThrow()) {
      housekeeping.clearLeftovers();
      assertThat(coming).exists();
      assertThat(orphan).doesNotExist();
    }
    housekeeping.clearLeftovers();
    assertThat(coming).doesNotExist();
  }

  @Test
  void bytesThatWereDroppedMeanwhileAreNotAccepted() throws Exception {
    Upload upload = one.received("u1", "a.jpg", photo(1, 100));
    assertThat(one.store().files().hash("u1", 100).hex()).isEqualTo(Rig.sha256(photo(1, 100)));
    other.store().drop("u1");
    assertThatThrownBy(() -> accepted(upload)).isInstanceOf(DatabaseException.class);
    assertThat(one.store().photos().totals().photos()).isZero();
  }

  @Test
  void anUploadWhoseHoldWasLostIsNotFinishedByWhoLostIt() throws Exception {
    Upload upload = one.received("u1", "a.jpg", photo(1, 100));
    try (var _ = one.store().holds().take("u1").orElseThrow()) {
      Postgres.running().cutAll();
      assertThatThrownBy(() -> one.store().finish(upload)).isInstanceOf(DatabaseException.class);
    }
    await()
        .ignoreExceptions() // until the server has noticed, and all connections are new
        .until(() -> {
          try (var _ = other.store().holds().take("u1").orElseThrow()) {
            return other.store().finish(upload) instanceof Finish.Kept;
          }
        });
    assertThat(one.stored("Hot/a.jpg")).hasBinaryContent(photo(1, 100));
  }
}
