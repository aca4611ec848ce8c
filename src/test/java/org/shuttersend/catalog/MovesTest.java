package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.Disk;
import org.shuttersend.model.JobState;

/// The list of what is to be moved, while photos come to their ends.
class MovesTest extends OpenCatalog {
  @BeforeEach
  void choose() {
    catalog.folderBook().connected(folder, Map.of("", Disk.UNKNOWN));
    catalog.asides().choose(folder, new AfterUpload(AfterUpload.Action.MOVE, "Sent"));
  }

  @Test
  void aPhotoWhoseLastFileCameToItsEndMeanwhileStaysOnTheList() {
    settle("IMG_1.jpg", "picture");
    acceptedWithJob("job-1");
    settle("IMG_1.xmp", "stars");
    acceptedWithJob("job-2");
    job("job-1", JobState.DONE);
    List<String> wanted = catalog.moves().wanted(folder, 10);
    assertThat(wanted).containsExactly("IMG_1");
    List<Movable> asRead = catalog.moves().groups(folder, wanted).getOrDefault("IMG_1", List.of());
    job("job-2", JobState.DONE);

    catalog.moves().rest(asRead, asRead);
    assertThat(catalog.moves().isWanted(folder)).isTrue();
    List<Movable> now = catalog.moves().groups(folder, wanted).getOrDefault("IMG_1", List.of());
    assertThat(now).hasSize(2).allMatch(Movable::isSafe);

    catalog.moves().rest(now, now);
    assertThat(catalog.moves().isWanted(folder)).isFalse();
  }
}
