package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.JobState;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.testkit.HotFolders;

/// A file that changes is a new version of its path, and a sidecar one of its own.
class VersionsTest extends OpenCatalog {
  @Test
  void aNewerVersionWaitsUntilTheOlderIsResolved() {
    settle("a.jpg", "one");
    Claim older = hashed(claimOne());
    settle("a.jpg", "number two");
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).isEmpty();
    catalog.outbox().accepted(older, receipt(older, "job-1"));
    Claim newer = claimOne();
    assertThat(newer.file().stamp().size()).isEqualTo("number two".length());
    assertThat(newer.uploadKey()).isNotEqualTo(older.uploadKey());
  }

  @Test
  void aFailedOlderVersionIsSuperseded() {
    settle("a.jpg", "one");
    Claim older = claimOne();
    settle("a.jpg", "number two");
    catalog.outbox().retry(older, BROKEN, clock.instant());
    assertThat(states()).containsExactly(PhotoState.SUPERSEDED, PhotoState.QUEUED);
  }

  @Test
  void aWaitingOlderVersionIsSupersededAtOnce() {
    settle("a.jpg", "one");
    settle("a.jpg", "number two");
    assertThat(states()).containsExactly(PhotoState.SUPERSEDED, PhotoState.QUEUED);
    assertThat(catalog.outbox().claim(10, Set.of(1, 2, 3))).hasSize(1);
  }

  @Test
  void aFileThatChangedUnderwayIsNewsAgainEvenWithItsOldStamp() {
    ObservedFile file = settle("a.jpg", "one");
    catalog.outbox().superseded(claimOne());
    assertThat(catalog.intake().news(List.of(file))).containsExactly(file);
    assertThat(catalog.intake().settled(List.of(file))).isEqualTo(1);
  }

  @Test
  void aTouchWithoutChangeSendsNothing() throws IOException {
    settle("a.jpg", "one");
    acceptedWithJob("job-1");
    FileRef ref = new FileRef(folder, "a.jpg");
    Files.setLastModifiedTime(ref.file(), FileTime.from(START.plusSeconds(99)));
    ObservedFile touched = HotFolders.look(ref);
    catalog.intake().settled(List.of(touched));
    hashed(claimOne());
    assertThat(states()).containsExactly(PhotoState.ACCEPTED);
    assertThat(catalog.intake().news(List.of(touched))).isEmpty();
  }

  private List<Long> stems() throws SQLException {
    String file = "jdbc:sqlite:" + temp.resolve("data").resolve(Catalog.FILE);
    try (var connection = DriverManager.getConnection(file);
        var rows =
            connection.createStatement().executeQuery("SELECT stem FROM photo ORDER BY id")) {
      var stems = new ArrayList<Long>();
      while (rows.next()) {
        stems.add(rows.getLong(1));
      }
      return stems;
    }
  }

  @Test
  void aSidecarThatComesLaterOrIsEditedIsAVersionOfItsOwn() throws SQLException {
    settle("day/IMG_1.NEF", "raw");
    acceptedWithJob("job-1");
    job("job-1", JobState.DONE);
    settle("day/IMG_1.xmp", "three stars");
    acceptedWithJob("job-2");
    job("job-2", JobState.DONE);
    settle("day/IMG_1.xmp", "five stars");
    settle("day/IMG_1.NEF.xmp", "sharpened");
    assertThat(states())
        .as("the RAW file is not sent again")
        .containsExactly(
            PhotoState.PROCESSED, PhotoState.PROCESSED, PhotoState.QUEUED, PhotoState.QUEUED);
    assertThat(stems()).hasSize(4).containsOnly(Stems.number("day/IMG_1.JPG"));
  }

  @Test
  void rowsFromBeforeThereWereGroupsGetTheirStem() throws Exception {
    for (int i = 0; i < 1500; i++) {
      settle("IMG_%d.NEF.xmp".formatted(i), "content " + i);
    }
    List<Long> before = stems();
    String file = "jdbc:sqlite:" + temp.resolve("data").resolve(Catalog.FILE);
    try (var connection = DriverManager.getConnection(file)) {
      connection.createStatement().executeUpdate("UPDATE photo SET stem = NULL");
    }
    catalog.close();
    catalog = reopened();
    assertThat(stems())
        .isEqualTo(before)
        .startsWith(Stems.number("IMG_0.NEF"), Stems.number("IMG_1.NEF"));
  }
}
