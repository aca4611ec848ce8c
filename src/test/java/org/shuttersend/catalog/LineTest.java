package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;

/// The line as it is shown, of photos on many disks.
class LineTest extends OpenCatalog {
  private static Disk disk(int number) {
    return new Disk("card " + number, "CARD " + number);
  }

  /// Taken a minute apart, on one disk after the other.
  private void shoot(int disks, int each) {
    var all = new ArrayList<ObservedFile>();
    for (int i = 0; i < disks * each; i++) {
      Instant taken = START.minus(Duration.ofSeconds(20L * i % 3000));
      all.add(
          new ObservedFile(
              new FileRef(folder, "%d/%05d.jpg".formatted(i % disks, i)),
              new FileStamp(100, taken, ""),
              false,
              disk(i % disks)));
    }
    catalog.intake().settled(all);
  }

  private void connect(int... disks) {
    var places = new TreeMap<String, Disk>();
    for (int disk : disks) {
      places.put(Integer.toString(disk), disk(disk));
    }
    catalog.folderBook().connected(folder, places);
  }

  private List<PhotoRow> page(String search, long offset, int limit) {
    return catalog.lists().page(PhotoList.TRANSFERS, search, START, offset, limit);
  }

  private static List<Long> ids(List<PhotoRow> rows) {
    return rows.stream().map(PhotoRow::id).toList();
  }

  private void isOneLine(int count) {
    List<PhotoRow> all = page("", 0, 1000);
    assertThat(all).hasSize(count);
    assertThat(all)
        .isSortedAccordingTo(
            Comparator.comparing(PhotoRow::modified).reversed().thenComparing(PhotoRow::id));
    for (int offset : List.of(0, 1, 17, count - 2, count - 1, count, count + 5)) {
      assertThat(page("", offset, 10))
          .isEqualTo(all.subList(Math.min(offset, count), Math.min(offset + 10, count)));
    }
    assertThat(page("", 17, 1).getFirst().place()).isEqualTo(OptionalLong.of(18));
  }

  @Test
  void photosOfSeveralDisksAreOneLine() {
    shoot(5, 20);
    isOneLine(100);
    connect(0, 1, 2, 3, 4);
    isOneLine(100);
    assertThat(ids(page("1/", 3, 4))).isEqualTo(ids(page("1/", 0, 20)).subList(3, 7));
  }

  /// SQLite merges no more than 500 ranges at once.
  @Test
  void howeverManyDisksThereAre() {
    shoot(601, 1);
    isOneLine(601);
  }

  @Test
  void whatCannotGoNowIsBehindWhatCan() {
    shoot(3, 4);
    connect(1);
    List<String> shown = page("", 0, 20).stream().map(row -> row.ref().path()).toList();
    assertThat(shown.subList(0, 4)).allMatch(path -> path.startsWith("1/"));
    Claim held = catalog.outbox().claim(1, Set.of(folder.id())).getFirst();
    catalog.outbox().hold(held, BROKEN, START.plusSeconds(60));
    List<PhotoRow> rows = page("", 0, 20);
    assertThat(rows).hasSize(12);
    assertThat(rows.get(3).id()).isEqualTo(held.id());
    assertThat(rows.get(3).until()).contains(START.plusSeconds(60));
    assertThat(page("", 3, 1)).isEqualTo(rows.subList(3, 4));
    assertThat(page("", 7, 9)).isEqualTo(rows.subList(7, 12));
    assertThat(catalog.lists().count(PhotoList.TRANSFERS, "", START)).isEqualTo(12);
  }

  @Test
  void whatNeedsAttentionIsNotInTheLine() {
    settle("a.jpg", "one");
    catalog.outbox().fail(claimOne(), BROKEN, Optional.of(START.plusSeconds(9)));
    assertThat(page("", 0, 10)).isEmpty();
    assertThat(catalog.lists().hasOpen(Set.of(folder.id()))).isFalse();
    assertThat(catalog.lists().page(PhotoList.ATTENTION, "", START, 0, 10)).hasSize(1);
  }
}
