package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.header;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuttersend.receiver.Rig;
import org.shuttersend.testkit.DatabaseKind;
import org.shuttersend.testkit.ManualClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class HousekeepingTest {
  @Parameter DatabaseKind kind = DatabaseKind.SQLITE;
  @TempDir private Path base;

  @BeforeParameterizedClassInvocation
  static void needs(DatabaseKind kind) {
    kind.needs();
  }

  @Test
  void silentUploadsAndOldReceiptsGoAndPhotosStay() throws Exception {
    var clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    try (var rig = new Rig(base, clock, 1, 1000, kind.server())) {
      rig.upload("done", "a.jpg", photo(1, 100));
      String silent = header(rig.create("silent", "b.jpg", photo(2, 100)), "Location");
      rig.patch(silent, 0, Arrays.copyOf(photo(2, 100), 50));
      clock.advance(Duration.ofHours(20));
      String fresh = header(rig.create("fresh", "c.jpg", photo(3, 100)), "Location");
      rig.patch(fresh, 0, Arrays.copyOf(photo(3, 100), 60));
      clock.advance(Duration.ofHours(5));
      rig.receiver().sweep();

      assertThat(rig.head(silent).statusCode()).isEqualTo(404);
      assertThat(header(rig.head(fresh), "Upload-Offset")).isEqualTo("60");
      assertThat(rig.uploads()).containsExactly(fresh.substring("/api/uploads/".length()));
      assertThat(rig.files()).containsExactly("Hot/a.jpg");
      assertThat(header(rig.create("done", "a.jpg", photo(1, 100)), "Shuttersend-Job"))
          .isNotEmpty();
    }
  }

  @Test
  void anUploadThatFindsTheQueueFullWasHeardOfNow() throws Exception {
    var clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    try (var rig = new Rig(base, clock, 0, 1, kind.server())) {
      String waiting = header(rig.create("k1", "a.jpg", photo(1, 100)), "Location");
      rig.upload("k2", "b.jpg", photo(2, 100));
      clock.advance(Duration.ofHours(20));
      assertThat(rig.patch(waiting, 0, photo(1, 100)).statusCode()).isEqualTo(503);
      clock.advance(Duration.ofHours(5));
      rig.receiver().sweep();
      assertThat(header(rig.head(waiting), "Upload-Offset")).isEqualTo("100");
    }
  }

  @Test
  void leftoversOfAKillAreClearedAtTheStart() throws Exception {
    try (var rig = new Rig(base, Clock.systemUTC(), 3, 1000, kind.server())) {
      String open = header(rig.create("k1", "a.jpg", photo(1, 100)), "Location");
      rig.patch(open, 0, Arrays.copyOf(photo(1, 100), 10));
      Files.writeString(rig.data().resolve("uploads").resolve("orphan"), "x");
      rig.restart();
      assertThat(rig.uploads()).containsExactly(open.substring("/api/uploads/".length()));
    }
  }

  @Test
  void oldChangesArePruned() throws Exception {
    try (var database = Bench.database(base, kind.server())) {
      int rows =
          database.write(session ->
              session.update(
                  """
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20100)
                  INSERT INTO changes (owner, job_id, photo_id, sha256, state, attempt, ticket)
                  SELECT 'u', 'j', 'p', 'x', 'queued', 0, i FROM n
                  """));
      assertThat(rows).isEqualTo(20_100);
      var changes = new ChangeBook(database);
      changes.prune();
      assertThat(changes.oldest()).isEqualTo(101);
      assertThat(changes.latest()).isEqualTo(20_100);
    }
  }
}
