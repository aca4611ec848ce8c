package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.ManualClock;

/// One a day, three kept, each whole; none where the disk is nearly full.
class BackupsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(START);

  private Backups backups(long free) {
    return new Backups(temp, clock, _ -> free);
  }

  private static void copy(Path target) throws IOException {
    Files.writeString(target, "copy");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(temp.resolve("backups"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theLastThreeAreKept() throws IOException {
    Backups backups = backups(1000);
    for (int day = 0; day < 5; day++) {
      assertThat(backups.isDue()).isTrue();
      assertThat(backups.make(10, BackupsTest::copy)).isTrue();
      assertThat(backups.isDue()).isFalse();
      clock.advance(Duration.ofHours(24));
    }
    assertThat(names())
        .containsExactly(
            "catalog-2026-11-24T10-00-00.000.db",
            "catalog-2026-11-25T10-00-00.000.db",
            "catalog-2026-11-26T10-00-00.000.db");
    assertThat(backups.all().getFirst().made()).isEqualTo(START.plus(Duration.ofDays(4)));
  }

  @Test
  void noneIsMadeWhereLessThanTwiceItsSizeIsFree() throws IOException {
    assertThat(backups(19).make(10, BackupsTest::copy)).isFalse();
    assertThat(names()).isEmpty();
    assertThat(backups(20).make(10, BackupsTest::copy)).isTrue();
  }

  @Test
  void oneThatIsBrokenOffLeavesNothingAndIsDueAgain() throws IOException {
    Backups backups = backups(1000);
    assertThatThrownBy(() ->
            backups.make(
                10,
                target -> {
                  copy(target);
                  throw new IOException("cut");
                }))
        .hasMessage("cut");
    assertThat(names()).isEmpty();
    assertThat(backups.isDue()).isTrue();
  }

  @Test
  void whatAKilledProgramLeftIsClearedAndNeverTakenForABackup() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("backups"));
    Files.writeString(folder.resolve("catalog-2026-11-22T10-00-00.000.db.new"), "half");
    Files.writeString(folder.resolve("catalog-mine.db"), "mine");
    Backups backups = backups(1000);
    assertThat(backups.all()).isEmpty();
    backups.make(10, BackupsTest::copy);
    assertThat(names()).containsExactly("catalog-2026-11-22T10-00-00.000.db", "catalog-mine.db");
  }

  @Test
  void aClockThatWasSetBackDoesNotStopThem() throws IOException {
    Backups backups = backups(1000);
    backups.make(10, BackupsTest::copy);
    clock.advance(Duration.ofDays(-30));
    assertThat(backups.isDue()).isTrue();
  }

  @Test
  void itIsACatalogByItselfMadeBesideTheWriter() throws IOException {
    Path data = temp.resolve("data");
    try (Catalog catalog = Catalog.open(data, clock, () -> "key")) {
      assertThat(catalog.care().backUp()).as("nothing is known yet").isFalse();
      HotFolder folder =
          catalog.activate(List.of(Files.createDirectory(temp.resolve("hot")))).getFirst();
      catalog
          .intake()
          .settled(
              List.of(
                  new ObservedFile(
                      new FileRef(folder, "a.jpg"), new FileStamp(10, clock.instant(), "1"))));
      assertThat(catalog.care().backUp()).isTrue();
      assertThat(catalog.care().backUp()).isFalse();
    }
    Path other = Files.createDirectory(temp.resolve("other"));
    try (var files = Files.list(data.resolve("backups"))) {
      Files.copy(files.findFirst().orElseThrow(), other.resolve(Catalog.FILE));
    }
    try (Catalog copy = Catalog.open(other, clock, () -> "key")) {
      assertThat(copy.rebuilt()).isEmpty();
      assertThat(copy.lists().tally().open().photos()).isEqualTo(1);
    }
  }
}
