package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;

/// Stems are kept as numbers, and two may have the same.
class StemsTest {
  private static final List<String> ALIKE = List.of("plumless.NEF", "buckeroo.NEF");

  @TempDir Path temp;

  @Test
  void filesOfOnePhotoHaveOneNumber() {
    assertThat(Stems.number("day/IMG_1.NEF"))
        .isEqualTo(Stems.number("day/IMG_1.JPG"))
        .isEqualTo(Stems.number("day/IMG_1.NEF.xmp"))
        .isNotEqualTo(Stems.number("day/IMG_2.NEF"))
        .isNotEqualTo(Stems.number("night/IMG_1.NEF"))
        .isNotEqualTo(Stems.number("IMG_1.NEF"));
    assertThat(Stems.number("Zoe\u0308/a.jpg")).isEqualTo(Stems.number("Zo\u00eb/a.jpg"));
  }

  @Test
  void photosWithOneNumberStayTwo() throws IOException {
    assertThat(Stems.number(ALIKE.getFirst())).isEqualTo(Stems.number(ALIKE.getLast()));
    try (Catalog catalog = Catalog.open(temp.resolve("data"), Clock.systemUTC(), () -> "key")) {
      HotFolder folder =
          catalog.activate(List.of(Files.createDirectory(temp.resolve("hot")))).getFirst();
      for (String path : ALIKE) {
        var stamp = new FileStamp(1, Instant.EPOCH, path);
        catalog.intake().settled(List.of(new ObservedFile(new FileRef(folder, path), stamp)));
      }
      Map<String, List<Movable>> groups =
          catalog.moves().groups(folder, List.of("plumless", "buckeroo"));
      assertThat(groups.get("plumless"))
          .extracting(photo -> photo.file().ref().path())
          .containsExactly("plumless.NEF");
      assertThat(groups.get("buckeroo"))
          .extracting(photo -> photo.file().ref().path())
          .containsExactly("buckeroo.NEF");
    }
  }
}
