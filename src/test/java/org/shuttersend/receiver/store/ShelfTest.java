package org.shuttersend.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuttersend.receiver.Rig.photo;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.ContentHash;
import org.shuttersend.receiver.Rig;

class ShelfTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path base;

  /// A zip file is another disk as far as renames go.
  @Test
  void fromAnotherDiskEveryNewFolderIsDurableBeforeTheSourceIsGone() throws Exception {
    byte[] content = photo(1, 100);
    var shelf = new Shelf(base.resolve("into"));
    try (var disk = FileSystems.newFileSystem(base.resolve("disk.zip"), Map.of("create", "true"))) {
      Path source = Files.write(disk.getPath("u1"), content);
      String path = shelf.resolve("studio/Hot/day 1/a.jpg");
      var placement =
          new Placement(
              1, "p1", "u1", path, "v/a.jpg", new ContentHash(Rig.sha256(content)), content.length);
      // What is left to sync is only the photo's own folder, and that it was before is no harm.
      assertThat(shelf.put(placement, source, NOW)).containsExactly(shelf.at("studio/Hot/day 1"));
      assertThat(source).doesNotExist();
      assertThat(shelf.at(path)).hasBinaryContent(content);
      assertThat(shelf.at(".shuttersend/arriving")).isEmptyDirectory();
    }
  }
}
