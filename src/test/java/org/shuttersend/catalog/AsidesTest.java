package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.Disk;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// What is chosen to become of photos after they were sent.
class AsidesTest {
  private static final AfterUpload MOVE = new AfterUpload(Action.MOVE, "Sent");

  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
  private Catalog catalog;
  private HotFolder folder;

  @BeforeEach
  void open() throws IOException {
    catalog = Catalog.open(temp.resolve("data"), clock, () -> "key");
    folder = catalog.activate(List.of(Files.createDirectories(temp.resolve("hot")))).getFirst();
    catalog.folderBook().connected(folder, Map.of("", Disk.UNKNOWN));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void deliver(String path) {
    catalog.intake().settled(List.of(HotFolders.write(folder, path, path)));
    Claim claim = catalog.outbox().claim(1, Set.of(folder.id())).getFirst();
    var hash = HotFolders.hash(claim.file().ref().file());
    var ready = catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), true).getFirst();
    Claim hashed = ((AfterHash.Ready) ready).claim();
    catalog.outbox().accepted(hashed, new Receipt(Optional.of(hash), Optional.of(path)));
    catalog.jobs().changed(List.of(new JobChange(path, JobState.DONE, 1, Optional.empty())));
  }

  private void execute(String sql) throws SQLException {
    String file = "jdbc:sqlite:" + temp.resolve("data").resolve(Catalog.FILE);
    try (var connection = DriverManager.getConnection(file)) {
      connection.createStatement().executeUpdate(sql);
    }
  }

  @Test
  void whatWasSentBeforeIsWantedAlsoWhenTheChoiceBrokeOff() throws SQLException {
    deliver("IMG_1.jpg");
    execute(
        "CREATE TRIGGER breaks_off BEFORE UPDATE OF moved ON photo"
            + " BEGIN SELECT RAISE(ABORT, 'no more'); END");
    assertThatThrownBy(() -> catalog.asides().choose(folder, MOVE))
        .isInstanceOf(DatabaseException.class);
    execute("DROP TRIGGER breaks_off");
    catalog.asides().choose(folder, MOVE);
    assertThat(catalog.moves().wanted(folder, 10)).containsExactly("IMG_1");
  }

  @Test
  void whatTheUserLeftIsNotWantedByTheSameChoiceAgain() {
    deliver("IMG_1.jpg");
    catalog.asides().choose(folder, MOVE);
    List<Movable> photo =
        catalog.moves().groups(folder, List.of("IMG_1")).values().iterator().next();
    catalog.moves().leave(photo, photo);
    catalog.asides().choose(folder, MOVE);
    assertThat(catalog.moves().isWanted(folder)).isFalse();
  }
}
