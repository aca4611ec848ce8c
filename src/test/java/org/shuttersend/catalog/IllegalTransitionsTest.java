package org.shuttersend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The database itself refuses what the life of a photo does not allow, past all of our code.
class IllegalTransitionsTest {
  private static final int STATES = 11;

  /// The life of a photo, written down a second time.
  private static final Map<Integer, List<Integer>> LEGAL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(0, List.of(1, 7, 8, 10)),
              Map.entry(1, List.of(0, 2, 3, 4, 5, 6, 7, 8)),
              Map.entry(2, List.of(0, 1, 7, 8, 10)),
              Map.entry(3, List.of(0, 4, 6, 7, 9)),
              Map.entry(4, List.of(0, 7)),
              Map.entry(5, List.of(0, 1, 7, 8, 10)),
              Map.entry(6, List.of(0, 7)),
              Map.entry(7, List.of()),
              Map.entry(8, List.of()),
              Map.entry(9, List.of(0, 10)),
              Map.entry(10, List.of(0, 7))));

  @TempDir Path temp;
  private Connection sql;

  @BeforeEach
  void open() throws Exception {
    Path data = temp.resolve("data");
    try (Catalog catalog = Catalog.open(data, Clock.systemUTC(), () -> "key")) {
      catalog.activate(List.of(Files.createDirectory(temp.resolve("hot"))));
    }
    sql = DriverManager.getConnection("jdbc:sqlite:" + data.resolve(Catalog.FILE));
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  static Stream<Arguments> pairs() {
    return IntStream.range(0, STATES * STATES)
        .filter(i -> i / STATES != i % STATES)
        .mapToObj(i -> Arguments.of(i / STATES, i % STATES));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyWhatTheLifeOfAPhotoAllowsIsPossible(int from, int to) throws SQLException {
    queued("a.jpg");
    for (int state : way(from)) {
      move(state);
    }
    if (legal(from, to)) {
      move(to);
      assertThat(state()).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> move(to)).hasMessageContaining("cannot come into");
      assertThat(state()).isEqualTo(from);
    }
  }

  private static boolean legal(int from, int to) {
    return LEGAL.getOrDefault(from, List.of()).contains(to);
  }

  /// The shortest legal way from queued.
  private static List<Integer> way(int goal) {
    var ways = new ArrayDeque<List<Integer>>(List.of(List.of(0)));
    while (true) {
      List<Integer> way = ways.remove();
      if (way.getLast() == goal) {
        return way.subList(1, way.size());
      }
      for (int next : LEGAL.getOrDefault(way.getLast(), List.of())) {
        var longer = new ArrayList<>(way);
        longer.add(next);
        ways.add(longer);
      }
    }
  }

  private void queued(String path) throws SQLException {
    run(
        "INSERT INTO photo (folder, path, size, modified, file_key, state, due, changed)"
            + " VALUES (1, '%s', 1, 1, '', 0, 1, 1)".formatted(path));
  }

  /// With everything else as that state wants it.
  private void move(int state) throws SQLException {
    String due = state == 0 || state == 2 ? "1" : "NULL";
    run(
        "UPDATE photo SET state = %d, version = version + 1, due = %s, upload_key = 'k',"
                .formatted(state, due)
            + " sha256 = zeroblob(32)");
  }

  private int run(String text) throws SQLException {
    try (var statement = sql.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  private int state() throws SQLException {
    try (var rows = sql.createStatement().executeQuery("SELECT state FROM photo")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aFileBeginsAsQueued(int state) {
    assertThatThrownBy(() ->
            run(
                "INSERT INTO photo (folder, path, size, modified, file_key, state, due, changed,"
                    + " upload_key, sha256) VALUES (1, 'a', 1, 1, '', %d, 1, 1, 'k', zeroblob(32))"
                        .formatted(state)))
        .hasMessageContaining("cannot begin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE photo SET latest = 0",
        "UPDATE photo SET job = 'job-1'",
        "UPDATE photo SET state = 1, version = version + 1, upload_key = 'k'",
        "UPDATE photo SET state = 8, due = NULL",
        "UPDATE photo SET duplicate_of = id",
        "UPDATE photo SET sha256 = x'00'",
        "UPDATE photo SET due = NULL",
        "UPDATE photo SET state = 11, version = version + 1",
        "UPDATE photo SET size = 0",
      })
  void whatCannotBeIsRefused(String change) throws SQLException {
    queued("a.jpg");
    assertThatThrownBy(() -> run(change)).isInstanceOf(SQLException.class);
    assertThat(state()).isZero();
  }

  @Test
  void aReceiptNeedsAHashAndASendingAKey() throws SQLException {
    queued("a.jpg");
    assertThatThrownBy(() -> run("UPDATE photo SET state = 1, version = version + 1, due = NULL"))
        .hasMessageContaining("CHECK");
    run("UPDATE photo SET state = 1, version = version + 1, due = NULL, upload_key = 'k'");
    for (int state : new int[] {3, 4}) {
      assertThatThrownBy(() -> run("UPDATE photo SET version = version + 1, state = " + state))
          .hasMessageContaining("CHECK");
    }
    assertThatThrownBy(() -> run("UPDATE photo SET version = version + 1, state = 6"))
        .hasMessageContaining("cannot be like this");
  }

  @Test
  void ofOnePathOneVersionIsTheLatestAndOneIsSent() throws SQLException {
    queued("a.jpg");
    assertThatThrownBy(() -> queued("a.jpg")).hasMessageContaining("UNIQUE");
    run("UPDATE photo SET state = 1, version = version + 1, due = NULL, upload_key = 'k'");
    run("UPDATE photo SET latest = 0");
    queued("a.jpg");
    assertThatThrownBy(() ->
            run(
                "UPDATE photo SET state = 1, version = 9, due = NULL, upload_key = 'l'"
                    + " WHERE state = 0"))
        .hasMessageContaining("UNIQUE");
  }
}
