package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.Database;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.FolderHealth;
import org.shuttersend.model.FolderHealth.Cause;
import org.shuttersend.model.FolderStatus;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Trouble.Kind;
import org.shuttersend.model.Troubles;
import org.shuttersend.model.Volume;
import org.shuttersend.model.WatchBudget;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

class FolderBookTest {
  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));

  private Catalog open() throws IOException {
    return Catalog.open(temp.resolve("data"), clock, () -> "key");
  }

  private HotFolder folder(Catalog catalog) {
    return catalog.activate(List.of(temp.resolve("hot"))).getFirst();
  }

  @Test
  void aVolumeIsRememberedAcrossRestarts() throws IOException {
    var card = new Volume("6334-3235", "1", "EOS_DIGITAL");
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      assertThat(catalog.folderBook().volume(folder)).isEmpty();
      catalog.folderBook().remember(folder, card);
    }
    try (Catalog catalog = open()) {
      assertThat(catalog.folderBook().volume(folder(catalog))).contains(card);
    }
  }

  @Test
  void tellsHowManyFilesAreKnown() throws IOException {
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      catalog.intake().settled(List.of(HotFolders.write(folder, "a.jpg", "a")));
      catalog.intake().settled(List.of(HotFolders.write(folder, "b.jpg", "b")));
      assertThat(catalog.folderBook().files(folder)).isEqualTo(2);
    }
  }

  @Test
  void whatIsSaidOfAFolderIsReadUntilNobodySaysItAnyMore() throws IOException {
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      var health = FolderHealth.of(Cause.WATCH_LIMIT, 20, "sudo sysctl x=1");
      var budget = new WatchBudget(3, 18, 20);
      var troubles = new Troubles(List.of(new Trouble(Kind.UNREADABLE, "a/b", "no")), 7);
      FolderBook book = catalog.folderBook();
      book.report(List.of(new FolderStatus(folder, health, 0, Optional.of(budget), troubles)));
      assertThat(book.said())
          .containsExactly(
              new FolderBook.Said(folder, Optional.of(health), Optional.of(budget), troubles));

      book.report(List.of(new FolderStatus(folder, health, 0, Optional.of(budget), Troubles.NONE)));
      assertThat(book.said().getFirst().troubles()).isEqualTo(Troubles.NONE);

      clock.advance(Duration.ofMinutes(4));
      assertThat(book.said().getFirst().condition()).as("killed").isEmpty();

      book.report(List.of(new FolderStatus(folder, health, 0, Optional.of(budget), troubles)));
      book.leave();
      assertThat(book.said().getFirst().condition()).as("ended").isEmpty();
    }
  }

  @Test
  void aCatalogOfTheFirstVersionIsTakenAlong() throws IOException {
    Path file = temp.resolve("data").resolve(Catalog.FILE);
    try (Database first = Database.open(file, new Migrations(Catalog.class, 1), "first")) {
      first.write(session ->
          session.update(
              "INSERT INTO folder (root, name) VALUES (?, 'hot')", temp.resolve("hot").toString()));
    }
    try (Catalog catalog = open()) {
      HotFolder folder = folder(catalog);
      assertThat(folder.name()).isEqualTo("hot");
      assertThat(catalog.folderBook().volume(folder)).isEmpty();
      assertThat(catalog.folderBook().said().getFirst().troubles()).isEqualTo(Troubles.NONE);
    }
  }

  @Test
  void aVolumeThatWasCalledOtherwiseBeforeIsForgottenOnce() throws IOException {
    Path file = temp.resolve("data").resolve(Catalog.FILE);
    try (Database before = Database.open(file, new Migrations(Catalog.class, 4), "before")) {
      before.write(session ->
          session.update(
              "INSERT INTO folder (root, name, volume_store, volume_root, volume_name)"
                  + " VALUES (?, 'hot', 'ext4 /dev/sda1', '2', 'sda1')",
              temp.resolve("hot").toString()));
    }
    var now = new Volume("ext4 500", "2", "sda1");
    try (Catalog catalog = open()) {
      assertThat(catalog.folderBook().volume(folder(catalog))).isEmpty();
      catalog.folderBook().remember(folder(catalog), now);
    }
    try (Catalog catalog = open()) {
      assertThat(catalog.folderBook().volume(folder(catalog))).contains(now);
    }
  }
}
