package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Acquaintance.Trace;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.testkit.ManualClock;

/// What is known of cards that the system calls the same.
class DiskBookTest {
  private static final Instant SHOT = Instant.parse("2026-11-22T09:00:00Z");
  private static final Disk CARD = new Disk("vfat 8", "CANON_DC");
  private static final FileStamp STAMP = new FileStamp(100, SHOT, "");

  @TempDir Path temp;
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException {
    var clock = new ManualClock(SHOT.plusSeconds(600));
    catalog = Catalog.open(temp.resolve("data"), clock, () -> "key");
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private ObservedFile file(String path, Disk disk) {
    return new ObservedFile(new FileRef(folder, path), STAMP, false, disk);
  }

  private void settle(Disk disk, String... paths) {
    var files = new ArrayList<ObservedFile>();
    for (String path : paths) {
      files.add(file(path, disk));
    }
    catalog.intake().settled(files);
  }

  private List<Acquaintance> alike() {
    return catalog.diskBook().alike(folder, "EOS", CARD);
  }

  private List<String> paths(int disk) {
    return alike().get(disk).traces().stream().map(Trace::path).toList();
  }

  @Test
  void ofADiskThatNeverCameNothingIsKnown() {
    settle(new Disk("vfat", "x"), "EOS/a.jpg");
    settle(new Disk("vfat 81", "x"), "EOS/a.jpg");
    settle(new Disk("vfat 8 /DCIM", "x"), "EOS/a.jpg");
    assertThat(alike()).isEmpty();
  }

  @Test
  void eachHasItsOwnPhotosTheFirstComesFirst() {
    settle(CARD.alike(2), "EOS/a.jpg", "EOS/b.jpg");
    settle(CARD, "EOS/a.jpg");
    settle(CARD.alike(3), "EOS/c.jpg");
    assertThat(alike().stream().map(Acquaintance::disk))
        .containsExactly(CARD, CARD.alike(3), CARD.alike(2));
    assertThat(alike().getFirst().traces()).containsExactly(new Trace("EOS/a.jpg", STAMP, true));
    assertThat(paths(1)).containsExactly("EOS/c.jpg");
    assertThat(paths(2)).containsExactlyInAnyOrder("EOS/a.jpg", "EOS/b.jpg");
  }

  @Test
  void whatEndedIsKnownAsWellButDoesNotWait() {
    settle(CARD, "EOS/a.jpg", "EOS/b.jpg");
    catalog.folderBook().connected(folder, Map.of("EOS", CARD));
    catalog.outbox().claim(1, Set.of(folder.id()));
    assertThat(paths(0)).as("one is being sent").hasSize(2);
    catalog.folderBook().connected(folder, Map.of());
    for (PhotoRow row : catalog.lists().inState(Optional.empty(), 10)) {
      catalog.outbox().dismiss(row.id());
    }
    assertThat(alike().getFirst().traces().stream().map(Trace::waits).toList())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void whatIsGoneTellsNothing() {
    settle(CARD, "EOS/a.jpg");
    catalog.folderBook().connected(folder, Map.of("EOS", CARD));
    catalog.intake().gone(new FileRef(folder, "EOS/a.jpg"), CARD);
    assertThat(alike()).containsExactly(new Acquaintance(CARD, List.of()));
  }

  @Test
  void ofThousandsOfPhotosAFewFromBothEnds() {
    var all = new ArrayList<String>();
    for (int i = 1000; i < 3000; i++) {
      all.add("EOS/IMG_" + i + ".jpg");
    }
    settle(CARD, all.toArray(String[]::new));
    settle(CARD.alike(2), all.toArray(String[]::new));
    assertThat(paths(0)).hasSize(48).contains("EOS/IMG_1000.jpg", "EOS/IMG_2999.jpg");
    assertThat(paths(1)).hasSize(48);
  }

  @Test
  void howeverManyThereAreTheFirstAndTheLastAreTold() {
    for (int i = 1; i <= 40; i++) {
      settle(CARD.alike(i), "EOS/a.jpg");
    }
    assertThat(alike()).hasSize(32);
    assertThat(alike().stream().map(Acquaintance::disk)).contains(CARD, CARD.alike(40));
  }
}
