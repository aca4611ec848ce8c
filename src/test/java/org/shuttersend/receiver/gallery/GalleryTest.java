package org.shuttersend.receiver.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.wire.PhotoView;
import org.shuttersend.wire.PhotosPage;

class GalleryTest {
  @TempDir private Path folder;
  private FilledGallery filled;

  @BeforeEach
  void open() throws Exception {
    filled = new FilledGallery(folder);
  }

  @AfterEach
  void close() {
    filled.close();
  }

  private List<String> names(String words) {
    return filled
        .gallery()
        .page(new PageRequest(Optional.of("anna"), words, Optional.empty(), 100))
        .photos()
        .stream()
        .map(PhotoView::name)
        .toList();
  }

  @Test
  void pagesAreNewestFirstAndSkipNothingWhereMomentsAreTheSame() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 25; i++) {
      expected.add(filled.add("anna", "Hot/" + i + ".jpg", 1_000 + i / 10));
      filled.add("ben", "Hot/" + i + ".jpg", 1_000 + i / 10);
    }
    var seen = new ArrayList<String>();
    Optional<PageRequest.Cursor> cursor = Optional.empty();
    int pages = 0;
    do {
      PhotosPage page = filled.gallery().page(new PageRequest(Optional.of("anna"), "", cursor, 5));
      page.photos().forEach(photo -> seen.add(photo.id()));
      assertThat(page.photos()).hasSize(5).allMatch(photo -> photo.owner().equals("anna"));
      cursor = page.next().flatMap(PageRequest.Cursor::parse);
      pages++;
    } while (cursor.isPresent());
    assertThat(pages).isEqualTo(5);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
    assertThat(
            filled
                .gallery()
                .page(new PageRequest(Optional.empty(), "", Optional.empty(), 100))
                .photos())
        .hasSize(50)
        .isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
  }

  @Test
  void aPhotoIsFoundByPartsOfItsFolderPathAndName() {
    filled.add("anna", "Wedding/day 1/IMG_1.JPG", 1);
    filled.add("anna", "Église/IMG%2.jpg", 2);
    filled.add("anna", "Studio/a!b.jpg", 3);
    filled.addAt("anna", ".shuttersend/versions/anna/Studio/old.jpg", 4);
    assertThat(names("wedding")).containsExactly("IMG_1.JPG");
    assertThat(names("day 1/img")).containsExactly("IMG_1.JPG");
    assertThat(names("_")).containsExactly("IMG_1.JPG");
    assertThat(names("%")).containsExactly("IMG%2.jpg");
    assertThat(names("!")).containsExactly("a!b.jpg");
    assertThat(names("Église")).containsExactly("IMG%2.jpg");
    assertThat(names("E\u0301glise")).as("spelt as a Mac does").containsExactly("IMG%2.jpg");
    assertThat(names("anna")).as("the owner is no folder").isEmpty();
    assertThat(names("")).as("older versions are not shown").hasSize(3);
    PhotoView photo =
        filled
            .gallery()
            .page(new PageRequest(Optional.of("anna"), "wedding", Optional.empty(), 1))
            .photos()
            .getFirst();
    assertThat(photo.folder()).isEqualTo("Wedding");
    assertThat(photo.path()).isEqualTo("day 1/IMG_1.JPG");
  }

  @Test
  void boundsAreKept() {
    assertThatThrownBy(() -> new PageRequest(Optional.empty(), "", Optional.empty(), 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new PageRequest(Optional.empty(), "a".repeat(101), Optional.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageRequest(Optional.empty(), "a\0b", Optional.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PageRequest.Cursor.parse("1_'; DROP TABLE photos")).isEmpty();
    assertThat(PageRequest.Cursor.parse("99999999999999999999_a")).isEmpty();
  }

  /// What makes pages fast whatever the machine does: one walk along an index, no sorting.
  @Test
  void aPageWalksAlongAnIndexAndSortsNothing() {
    filled.add("anna", "Hot/a.jpg", 1);
    for (boolean mine : List.of(true, false)) {
      for (String words : List.of("", "wedding")) {
        List<String> plan = plan(mine, words);
        assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
        assertThat(plan).noneMatch(step -> step.startsWith("SCAN") && !step.contains("INDEX"));
        assertThat(plan.getFirst())
            .contains(mine ? "photos_newest (owner=?" : "photos_newest_of_all");
      }
    }
  }

  private List<String> plan(boolean mine, String words) {
    var request =
        new PageRequest(
            mine ? Optional.of("anna") : Optional.empty(), words, Optional.empty(), 100);
    return filled
        .database()
        .read(session ->
            session.list(
                "EXPLAIN QUERY PLAN " + Gallery.sql(request),
                row -> row.getString(4),
                Gallery.arguments(request)));
  }
}
