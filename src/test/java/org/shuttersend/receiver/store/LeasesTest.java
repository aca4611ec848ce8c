package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.model.JobState;
import org.shuttersend.testkit.DatabaseKind;
import org.shuttersend.testkit.ManualClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LeasesTest {
  private static final Duration LEASE = Duration.ofHours(1);

  @Parameter DatabaseKind kind = DatabaseKind.SQLITE;
  @TempDir private Path base;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private Bench bench;
  private Leases leases;

  @BeforeParameterizedClassInvocation
  static void needs(DatabaseKind kind) {
    kind.needs();
  }

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(base, clock, kind.server());
    leases = bench.store().leases();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ClaimedJob claim() {
    return await().until(() -> leases.claim(LEASE), Optional::isPresent).orElseThrow();
  }

  @Test
  void aLateWorkersResultDoesNotCount() throws Exception {
    Stored photo = bench.keep("u1", "a.jpg", photo(1, 100));
    ClaimedJob late = claim();
    clock.advance(LEASE.plusMillis(1));
    leases.giveBackExpired();
    ClaimedJob now = claim();
    assertThat(now.attempt()).isEqualTo(late.attempt());

    leases.failed(late, "too late").get();
    leases.giveBack(late).get();
    assertThat(bench.job(photo).state()).isEqualTo(JobState.RUNNING);
    leases.done(now).get();
    assertThat(bench.job(photo).state()).isEqualTo(JobState.DONE);
    assertThat(bench.store().jobs().queue().totalFailed()).isZero();
  }

  @Test
  void aJobThatEndsTheProgramEachTimeIsNotTakenUpForEver() throws Exception {
    Stored photo = bench.keep("u1", "a.jpg", photo(1, 100));
    for (int i = 1; i <= 10; i++) {
      assertThat(claim().attempt()).isEqualTo(1);
      assertThat(leases.resume()).isEqualTo(i < 10 ? 1 : 0);
    }
    assertThat(leases.claim(LEASE)).isEmpty();
    assertThat(bench.job(photo).state()).isEqualTo(JobState.FAILED);
    assertThat(bench.job(photo).error().orElseThrow()).contains("never finished");
    assertThat(bench.store().jobs().queue().totalFailed()).isEqualTo(1);
  }

  @Test
  void aJobOfAClockThatWasSetBackSinceWaitsForNothing() throws Exception {
    Stored photo = bench.keep("u1", "a.jpg", photo(1, 100));
    clock.advance(Duration.ofHours(-1));
    assertThat(claim().attempt()).isEqualTo(1);
    clock.advance(Duration.ofHours(-1));
    assertThat(leases.resume()).isEqualTo(1);
    ClaimedJob job = claim();
    leases.done(job).get();
    assertThat(bench.job(photo).state()).isEqualTo(JobState.DONE);
  }
}
