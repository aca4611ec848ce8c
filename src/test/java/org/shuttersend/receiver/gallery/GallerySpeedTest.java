package org.shuttersend.receiver.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.wire.PhotosPage;

/// How long a page takes with 100,000 photos.
@Tag("bench")
class GallerySpeedTest {
  private static final int PHOTOS = 100_000;
  private static final int ROUNDS = 200;

  @TempDir private Path folder;

  @Test
  void pagesOfAHundredThousandPhotos() throws Exception {
    try (var filled = new FilledGallery(folder)) {
      filled.fill("anna", PHOTOS);
      report("first page", filled.gallery(), "", false);
      report("page by page", filled.gallery(), "", true);
      report("often found", filled.gallery(), "img_", false);
      report("found once", filled.gallery(), "img_777.", false);
      report("never found", filled.gallery(), "nowhere", false);
    }
  }

  private static void report(String what, Gallery gallery, String words, boolean onward) {
    long[] nanos = new long[ROUNDS];
    Optional<PageRequest.Cursor> cursor = Optional.empty();
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      PhotosPage page =
          gallery.page(new PageRequest(Optional.of("anna"), words, cursor, PageRequest.MOST));
      nanos[i] = System.nanoTime() - began;
      assertThat(page).isNotNull();
      cursor = onward ? page.next().flatMap(PageRequest.Cursor::parse) : Optional.empty();
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
  }
}
