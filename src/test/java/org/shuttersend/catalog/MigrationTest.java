package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.Database;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Reason;
import org.shuttersend.testkit.ManualClock;

/// A catalog of every earlier version, with a photo in every state, comes out of the migrations
/// meaning what it meant. The old ones are made by the old scripts themselves.
class MigrationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /// State, due, and the columns of that state; as each version of the program wrote them.
  private static final List<String> ROWS =
      List.of(
          "'queued.jpg', 0, 1, 1, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL",
          "'sending.jpg', 1, NULL, 4, 1, 1, 'key-sending', 'at/5', NULL, NULL, NULL, NULL",
          "'held.jpg', 2, 1795341600000, 3, 1, 0, 'key-held', NULL, NULL, NULL, 'SERVER_BUSY', ''",
          "'accepted.jpg', 3, NULL, 5, 1, 1, 'key-3', 'at/3', zeroblob(31) || x'03', 'job-3', NULL, NULL",
          "'processed.jpg', 4, NULL, 6, 1, 1, 'key-4', 'at/4', zeroblob(31) || x'04', 'job-4', NULL, NULL",
          "'failed.jpg', 5, NULL, 7, 1, 1, 'key-5', NULL, NULL, NULL, 'NOT_ACCEPTED', '422' || char(31) || 'broken'",
          "'duplicate.jpg', 6, NULL, 3, 1, 0, 'key-6', NULL, zeroblob(31) || x'04', NULL, NULL, NULL",
          "'replaced.jpg', 7, NULL, 2, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL",
          "'replaced.jpg', 0, 1, 0, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL",
          "'gone.jpg', 8, NULL, 2, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL",
          "'refused.jpg', 9, NULL, 6, 1, 1, 'key-9', NULL, zeroblob(31) || x'09', 'job-9', 'PROCESSING_FAILED', 'no picture'",
          "'dismissed.jpg', 10, NULL, 8, 1, 1, 'key-10', NULL, NULL, NULL, 'NOT_ACCEPTED', '415' || char(31) || 'odd'");

  @TempDir Path temp;
  private final ManualClock clock = new ManualClock(NOW);

  private Path file() {
    return temp.resolve("data").resolve(Catalog.FILE);
  }

  private void old(int version) throws IOException, SQLException {
    // Later versions begin photos in few states only: those have been there since before.
    int begun = Math.min(version, 7);
    Database.open(file(), new Migrations(Catalog.class, begun), "old-writer").close();
    try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      run(sql, "INSERT INTO folder (root, name, active) VALUES ('%s', 'hot', 1)".formatted(hot()));
      for (int i = 0; i < ROWS.size(); i++) {
        run(
            sql,
            "INSERT INTO photo (size, modified, file_key, changed, path, state, due, version,"
                + " latest, begun, upload_key, location, sha256, job, reason, reason_args, folder)"
                + " VALUES (%d, %d, 'ino', %d, %s, 1)"
                    .formatted(
                        100 + i,
                        i,
                        NOW.minusSeconds(60).toEpochMilli() + i,
                        ROWS.get(i).replace("zeroblob(31) || x'", "x'" + "00".repeat(31))));
      }
      run(sql, "INSERT INTO meta VALUES ('jobs_cursor', '77'), ('instance', 'studio-1')");
      if (version >= 2) {
        run(sql, "UPDATE photo SET cut_off = 1 WHERE path = 'queued.jpg'");
      }
      if (version >= 3) {
        run(sql, "INSERT INTO trouble VALUES (1, 'secret', 'UNREADABLE', '')");
      }
      if (version >= 4) {
        run(sql, "UPDATE folder SET only_new_since = 5, baseline_taken = 1");
        run(
            sql,
            "INSERT INTO there_before (folder, path, size, modified, file_key)"
                + " VALUES (1, 'old.jpg', 1, 1, 'ino')");
        run(sql, "UPDATE photo SET stem = 'own' WHERE path = 'failed.jpg'");
      }
      if (version >= 5) {
        run(sql, "INSERT INTO disk VALUES (1, 'uuid-1', 'CARD')");
        run(sql, "UPDATE photo SET disk = 1 WHERE path = 'held.jpg'");
        run(
            sql,
            version < 7
                ? "INSERT INTO connected VALUES (1, 1)"
                : "INSERT INTO connected VALUES (1, '', 1)");
      }
    }
    Database.open(file(), new Migrations(Catalog.class, version), "old-writer").close();
    if (version >= 9) {
      try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file())) {
        run(
            sql,
            "UPDATE photo SET moved = 3, moved_to = 'Sent/processed.jpg'"
                + " WHERE path = 'processed.jpg'");
      }
    }
  }

  private Path hot() {
    return temp.resolve("hot");
  }

  private static void run(Connection sql, String text) throws SQLException {
    try (var statement = sql.createStatement()) {
      statement.executeUpdate(text);
    }
  }

  private List<String> column(String query) throws SQLException {
    try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file());
        var rows = sql.createStatement().executeQuery(query)) {
      var list = new ArrayList<String>();
      while (rows.next()) {
        list.add(String.valueOf(rows.getString(1)));
      }
      return list;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyRowKeepsItsMeaning(int version) throws Exception {
    Files.createDirectories(hot());
    old(version);
    String whole =
        "SELECT concat_ws('|', id, folder, path, size, modified, file_key, state, version, latest,"
            + " begun, attempt, due, iif(state = 4, '', upload_key), iif(state = 4, '', location),"
            + " hex(sha256), job, reason, reason_args, changed) FROM photo ORDER BY id";
    List<String> before = column(whole);
    List<String> tally = column("SELECT concat_ws('|', folder, state, photos, bytes) FROM tally");

    try (Catalog catalog = open()) {
      assertThat(column(whole)).hasSize(ROWS.size()).isEqualTo(before);
      assertThat(column("SELECT concat_ws('|', folder, state, photos, bytes) FROM tally"))
          .isEqualTo(tally);
      assertThat(column("SELECT path FROM photo WHERE stem IS NULL")).isEmpty();
      assertThat(column("SELECT moved_to FROM photo WHERE moved = 3"))
          .isEqualTo(version >= 9 ? List.of("Sent/processed.jpg") : List.of());
      assertThat(column("SELECT path FROM photo WHERE cut_off = 1"))
          .isEqualTo(version >= 2 ? List.of("queued.jpg") : List.of());
      assertThat(column("SELECT path FROM there_before"))
          .isEqualTo(version >= 4 ? List.of("old.jpg") : List.of());
      assertThat(column("SELECT baseline_taken FROM folder"))
          .containsExactly(version >= 4 ? "1" : "0");
      assertThat(column("SELECT path FROM trouble"))
          .isEqualTo(version >= 3 ? List.of("secret") : List.of());
      assertThat(column("SELECT path FROM photo WHERE disk = 1"))
          .isEqualTo(version >= 5 ? List.of("held.jpg") : List.of());
      assertThat(catalog.jobs().cursor()).hasValue(77L);
      connected(catalog);
      catalog.lists().inState(Optional.empty(), 50).forEach(MigrationTest::checkReason);
    }
  }

  /// What is connected is told anew by every start.
  private HotFolder connected(Catalog catalog) {
    HotFolder folder = catalog.activate(List.of(hot())).getFirst();
    catalog.folderBook().connected(folder, Map.of("", new Disk("uuid-1", "CARD")));
    return folder;
  }

  private Catalog open() throws IOException {
    return Catalog.open(temp.resolve("data"), clock, () -> "fresh");
  }

  private static void checkReason(PhotoRow row) {
    assertThat(row.reason())
        .isEqualTo(
            switch (row.ref().path()) {
              case "held.jpg" -> Optional.of(Reason.of(Reason.Code.SERVER_BUSY));
              case "failed.jpg" ->
                  Optional.of(Reason.of(Reason.Code.NOT_ACCEPTED, "422", "broken"));
              case "refused.jpg" ->
                  Optional.of(Reason.of(Reason.Code.PROCESSING_FAILED, "no picture"));
              case "dismissed.jpg" ->
                  Optional.of(Reason.of(Reason.Code.NOT_ACCEPTED, "415", "odd"));
              default -> Optional.empty();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyPhotoGoesOnFromWhereItWas(int version) throws Exception {
    Files.createDirectories(hot());
    old(version);
    try (Catalog catalog = open()) {
      HotFolder folder = connected(catalog);
      assertThat(folder.id()).isEqualTo(1);
      assertThat(catalog.outbox().recover(Set.of())).isEqualTo(1);
      List<Claim> claims = catalog.outbox().claim(20, Set.of(1));
      assertThat(claims)
          .extracting(claim -> claim.file().ref().path())
          .containsExactlyInAnyOrder("queued.jpg", "sending.jpg", "held.jpg", "replaced.jpg");
      assertThat(claims)
          .filteredOn(Claim::begun)
          .singleElement()
          .satisfies(claim -> {
            assertThat(claim.uploadKey()).isEqualTo("key-sending");
            assertThat(claim.location()).hasValue("at/5");
          });
      catalog.jobs().changed(List.of(new JobChange("job-3", JobState.DONE, 1, Optional.empty())));
      assertThat(paths(catalog, PhotoState.PROCESSED))
          .containsExactlyInAnyOrder("accepted.jpg", "processed.jpg");
      List<Long> attention =
          Stream.of(PhotoState.FAILED, PhotoState.REFUSED)
              .flatMap(state -> catalog.lists().inState(Optional.of(state), 10).stream())
              .map(PhotoRow::id)
              .toList();
      assertThat(attention).hasSize(2).allMatch(id -> catalog.outbox().dismiss(id));
      assertThat(paths(catalog, PhotoState.DISMISSED)).hasSize(3);
      assertThat(catalog.target("http://other", Optional.of("studio-2"))).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyPhotoThatWaitsHasItsPlaceInTheLine(int version) throws Exception {
    Files.createDirectories(hot());
    old(version);
    long now = NOW.minusSeconds(60).toEpochMilli();
    List<Long> sizes = List.of(1L, 1L << 20, (1L << 22) - 1, 1L << 28, 1L << 32, 1L << 40);
    List<Long> taken = List.of(now + 99_999, now - 15_000, now - 3_599_000, now - 90_000_000);
    try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      for (int i = 0; i < sizes.size() * taken.size(); i++) {
        run(
            sql,
            "INSERT INTO photo (folder, path, size, modified, file_key, state, due, changed)"
                + " VALUES (1, 'new %d', %d, %d, '', 0, 1, %d)"
                    .formatted(
                        i,
                        sizes.get(i % sizes.size()),
                        taken.get(i / sizes.size()) * 1_000_000 + i,
                        now));
      }
      run(sql, "UPDATE photo SET due = 0 WHERE path = 'queued.jpg'");
      run(sql, "UPDATE photo SET attempt = 2 WHERE path = 'held.jpg'");
    }
    try (Catalog _ = open()) {
      var expected = new ArrayList<String>();
      for (int i = 0; i < sizes.size() * taken.size(); i++) {
        Instant modified = Instant.ofEpochMilli(taken.get(i / sizes.size())).plusNanos(i);
        var stamp = new FileStamp(sizes.get(i % sizes.size()), modified, "");
        expected.add("new %d is %d".formatted(i, Rank.fresh(stamp, now)));
      }
      assertThat(
              column(
                  "SELECT concat(path, ' is ', rank) FROM photo WHERE path LIKE 'new%' ORDER BY id"))
          .isEqualTo(expected);
      assertThat(column("SELECT rank FROM photo WHERE path = 'queued.jpg'"))
          .containsExactly("" + Rank.asked(0));
      assertThat(column("SELECT rank FROM photo WHERE path = 'held.jpg'"))
          .containsExactly("" + Rank.tried(1795341600000L));
      assertThat(column("SELECT path FROM photo WHERE rank <> 0 AND state IN (3, 4, 6)")).isEmpty();
    }
  }

  private static List<String> paths(Catalog catalog, PhotoState state) {
    return catalog.lists().inState(Optional.of(state), 10).stream()
        .map(row -> row.ref().path())
        .toList();
  }
}
