package org.shuttersend.receiver.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.JobState;
import org.shuttersend.receiver.store.Bench;
import org.shuttersend.receiver.store.Stored;

class WorkersTest {
  @TempDir private Path base;

  @Test
  void aPhotoSentAsideBeforeItIsReadBackIsReadInItsNewPlace() throws Exception {
    var clock = Clock.systemUTC();
    try (var bench = new Bench(base, clock)) {
      Stored older = bench.keep("u1", "a.jpg", photo(1, 100));
      var arrived = new AtomicBoolean();
      Step newerArrives =
          photo -> {
            if (!arrived.getAndSet(true)) {
              bench.keep("u2", "a.jpg", photo(2, 200));
            }
          };
      List<Step> steps = List.of(newerArrives, new Verify());
      try (var workers = new Workers(bench.store().leases(), steps, clock, 1, bench.work())) {
        workers.start();
        await().until(() -> bench.store().jobs().queue().totalProcessed() == 2);
      }
      assertThat(bench.job(older).state()).isEqualTo(JobState.DONE);
      assertThat(bench.job(older).attempt()).isEqualTo(1);
      assertThat(bench.store().jobs().queue().totalFailed()).isZero();
    }
  }
}
