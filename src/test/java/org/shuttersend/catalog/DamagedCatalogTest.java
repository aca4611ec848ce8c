package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;

/// Whatever happened to the catalog's file: it is kept, a new one takes its place, and what only
/// the old one knew comes back where that is certain.
class DamagedCatalogTest extends FilledCatalog {
  @ParameterizedTest
  @EnumSource(Damage.class)
  void everyDamageIsSetAsideAndTheBackupTakesItsPlace(Damage damage) throws Exception {
    fill();
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
      assertThat(catalog.care().backUp()).isTrue();
    }
    clock.advance(Duration.ofHours(5));
    damage.hit(file, temp.resolve("lost.db"));
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup()).isPresent();
      HotFolder folder = folder(catalog);
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
      assertThat(paths(catalog, PhotoState.FAILED)).containsExactly("failed.jpg");
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
      assertThat(catalog.intake().news(List.of(observed(folder, "0000.jpg")))).isEmpty();
      assertThat(catalog.baseline().isTaken(folder)).isTrue();
      assertThat(catalog.baseline().without(List.of(observed(folder, "archive.jpg")))).isEmpty();
      catalog.outbox().recover(Set.of());
      assertThat(catalog.outbox().claim(10, Set.of(folder.id())))
          .singleElement()
          .satisfies(claim -> {
            assertThat(claim.uploadKey()).isEqualTo("key-" + (PHOTOS + 2));
            assertThat(claim.begun()).isTrue();
          });
      assertThat(catalog.care().backUp()).as("the old ones are all there is").isFalse();
    }
    keptAside(damage);
    try (Catalog again = open()) {
      assertThat(again.rebuilt()).isEmpty();
    }
  }

  private void keptAside(Damage damage) throws IOException {
    try (var files = Files.list(data)) {
      List<String> aside =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.startsWith("catalog.db.damaged-"))
              .toList();
      switch (damage) {
        case MISSING -> assertThat(aside).isEmpty();
        case MISSING_WITH_LOG -> assertThat(aside).singleElement().asString().endsWith("-wal");
        case DIRECTORY ->
            assertThat(data.resolve(aside.getFirst()).resolve("mine.txt")).hasContent("mine");
        default -> assertThat(aside).isNotEmpty();
      }
    }
    assertThat(data.resolve("catalog.db.new")).doesNotExist();
  }

  /// What can still be read of the damaged one itself.
  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"MIDDLE_OF_TABLE", "INDEX_PAGE"})
  void withoutABackupWhatCanBeReadComesBackAndNothingCountsAsDelivered(Damage damage)
      throws Exception {
    fill();
    damage.hit(file, temp.resolve("lost.db"));
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup()).isEmpty();
      HotFolder folder = folder(catalog);
      assertThat(catalog.lists().tally().delivered().photos()).isZero();
      assertThat(catalog.intake().news(List.of(observed(folder, "0000.jpg")))).hasSize(1);
      assertThat(catalog.baseline().isTaken(folder)).isTrue();
      assertThat(catalog.baseline().without(List.of(observed(folder, "archive.jpg")))).isEmpty();
      assertThat(paths(catalog, PhotoState.FAILED)).containsExactly("failed.jpg");
      assertThat(catalog.lists().inState(Optional.of(PhotoState.FAILED), 1))
          .extracting(PhotoRow::reason)
          .containsExactly(Optional.of(ODD));
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
      assertThat(catalog.outbox().claim(10, Set.of(folder.id())))
          .singleElement()
          .satisfies(claim -> assertThat(claim.uploadKey()).isEqualTo("key-" + (PHOTOS + 2)));
    }
  }

  /// No scan looks into the folder it was moved to.
  @Test
  void whatWasMovedAndWaitsForAnotherServerComesBack() throws Exception {
    fill();
    try (var sql = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = sql.createStatement()) {
      statement.executeUpdate(
          "UPDATE photo SET moved = 3, moved_to = 'Sent/0000.jpg' WHERE path = '0000.jpg'");
      statement.executeUpdate(
          "UPDATE photo SET state = 0, version = version + 1, due = 1 WHERE path = '0000.jpg'");
      statement.executeUpdate("UPDATE photo SET attempt = 2 WHERE path = 'under-way.jpg'");
    }
    Damage.INDEX_PAGE.hit(file, temp.resolve("lost.db"));
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isPresent();
      assertThat(catalog.outbox().claim(10, Set.of(folder(catalog).id())))
          .extracting(claim -> claim.file().ref().lies())
          .as("what was tried before is behind what was not")
          .containsExactly("Sent/0000.jpg", "under-way.jpg");
    }
  }

  @Test
  void withNothingLeftOnlyNewGoesByTheTimeSinceWhenItMayHaveBeenChosen() throws Exception {
    fill();
    Damage.TEXT.hit(file, temp.resolve("lost.db"));
    clock.advance(Duration.ofDays(3));
    Instant opened = clock.instant();
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.baseline().choose(folder, true);
      assertThat(catalog.baseline().open(folder).orElseThrow()).isBefore(opened.minusSeconds(3600));
      Path later = Files.createDirectory(temp.resolve("later"));
      HotFolder added = catalog.activate(List.of(folder.root(), later)).getLast();
      catalog.baseline().choose(added, true);
      assertThat(catalog.baseline().open(added))
          .hasValue(Instant.ofEpochMilli(opened.toEpochMilli()));
    }
  }

  @Test
  void aDamagedBackupIsPassedOverForAnOlderOne() throws Exception {
    fill();
    try (Catalog catalog = open()) {
      assertThat(catalog.care().backUp()).isTrue();
      clock.advance(Duration.ofDays(1));
      assertThat(catalog.care().backUp()).isTrue();
    }
    try (var backups = Files.list(data.resolve("backups"))) {
      Path newest = backups.sorted().toList().getLast();
      Files.write(newest, new byte[3000]);
    }
    Damage.TEXT.hit(file, temp.resolve("lost.db"));
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt().orElseThrow().backup())
          .hasValue(Instant.ofEpochMilli(start.toEpochMilli()));
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
    }
  }

  @Test
  void aStartThatWasKilledWhileItMadeTheCatalogAnewIsEndedByTheNext() throws Exception {
    fill();
    Damage.INDEX_PAGE.hit(file, temp.resolve("lost.db"));
    Files.move(file, data.resolve("catalog.db.damaged-1"));
    Files.write(data.resolve("catalog.db.new"), new byte[100]);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isPresent();
      assertThat(paths(catalog, PhotoState.DISMISSED)).containsExactly("dismissed.jpg");
    }
  }

  @Test
  void damageInTheLogOnlyTakesBackTheLastSteps() throws Exception {
    fill();
    Path copy = temp.resolve("copy");
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.intake().settled(List.of(observed(folder, "last.jpg")));
      Files.createDirectory(copy);
      for (String part : List.of("", "-wal")) {
        Files.copy(data.resolve(Catalog.FILE + part), copy.resolve(Catalog.FILE + part));
      }
    }
    data = copy;
    file = copy.resolve("catalog.db-wal");
    Damage.flip(file, Files.size(file) / 2, 64);
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
      assertThat(catalog.lists().tally().of(PhotoState.PROCESSED).photos()).isEqualTo(PHOTOS);
      HotFolder folder = folder(catalog);
      catalog.intake().settled(List.of(observed(folder, "last.jpg")));
      catalog.outbox().recover(Set.of());
      assertThat(catalog.outbox().claim(10, Set.of(folder.id()))).hasSize(2);
    }
  }

  @Test
  void whatANewerProgramWroteIsLeftAsItIs() throws Exception {
    fill();
    Damage.put(file, 60, new byte[] {0, 0, 0, 99});
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open).isInstanceOf(Migrations.NewerSchema.class);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void whatAnotherProgramHoldsIsLeftAsItIs() throws Exception {
    fill();
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("BEGIN EXCLUSIVE");
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.fault()).isEqualTo(DatabaseException.Fault.LOCKED));
    }
    try (Catalog catalog = open()) {
      assertThat(catalog.rebuilt()).isEmpty();
    }
  }

  @Test
  void lookingIntoADamagedOneMendsNothing() throws Exception {
    fill();
    Damage.EMPTY.hit(file, temp.resolve("lost.db"));
    assertThatThrownBy(() -> Catalog.look(data, clock))
        .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.isDamage()).isTrue());
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noiseAnywhereIsNeverMoreThanASetAsideCatalog(long seed) throws Exception {
    fill();
    var random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      Damage.flip(file, random.nextLong(Files.size(file) - 200), 1 + random.nextInt(200));
    }
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      for (int i = 0; i < PHOTOS; i++) {
        catalog.intake().settled(List.of(observed(folder, "%04d.jpg".formatted(i))));
      }
      assertThat(catalog.lists().tally().of(PhotoState.QUEUED).photos()).isNotNegative();
    } catch (Migrations.NewerSchema e) {
      assertThat(file).exists();
    }
  }
}
