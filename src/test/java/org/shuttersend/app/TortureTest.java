package org.shuttersend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.Photographer;
import org.shuttersend.testkit.Sandbox;

/// The real programs while several other programs do in the hot folder whatever they like. In the
/// end: every file that lies there is in the catalog with the SHA-256 of what lies there and at the
/// receiver, and nothing ever arrived that was not whole.
class TortureTest {
  private static final int PHOTOGRAPHERS = 4;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Path QUEUED_EVENTS = Path.of("/proc/sys/fs/inotify/max_queued_events");

  @TempDir Path temp;
  private Path hot = Path.of("");
  private Path outside = Path.of("");
  private Studio studio;
  private final List<Process> photographers = new ArrayList<>();

  @BeforeEach
  void folders() throws IOException {
    hot = Files.createDirectory(temp.resolve("Smith wedding"));
    outside = Files.createDirectory(temp.resolve("outside"));
    studio = new Studio(temp);
  }

  @AfterEach
  void stop() {
    studio.close();
    photographers.forEach(Process::destroyForcibly);
  }

  @Test
  void whatLiesThereInTheEndHasArrivedAndNothingButWholePhotosEverDid() throws Exception {
    watch();
    torture(11, 0, 120);
  }

  /// So much at once that the system cannot tell all of it.
  @Test
  @Tag("stress")
  void ofTwentyThousandFilesAtOnceNoneIsMissedThoughEventsAreLost() throws Exception {
    String usual = setting(QUEUED_EVENTS);
    Sandbox.needs("the limit of queued events to be ours", "test", "-w", QUEUED_EVENTS.toString());
    try {
      // Read when a program begins to watch; nobody else is to have it for longer than that.
      Files.writeString(QUEUED_EVENTS, "256");
      watch();
    } finally {
      Files.writeString(QUEUED_EVENTS, usual);
    }
    assertThat(setting(QUEUED_EVENTS)).isEqualTo(usual);
    torture(12, 20_000 / PHOTOGRAPHERS, 400);
    assertThat(logged())
        .contains("More happened in")
        .contains("at once than the system could tell");
  }

  /// In one reading: of these files the system gives the beginning only, byte by byte.
  private static String setting(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.readLine();
    }
  }

  private void watch() {
    studio.receive();
    studio.start(studio.watching(hot, temp.resolve("data")));
    await().untilAsserted(() -> assertThat(logged()).contains("was read through"));
  }

  private String logged() throws IOException {
    Path log = temp.resolve("data/logs/shuttersend.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private void torture(long seed, int files, int steps) throws Exception {
    for (int i = 0; i < PHOTOGRAPHERS; i++) {
      photographers.add(photographer(seed * 10 + i, files, steps));
    }
    for (Process photographer : photographers) {
      assertThat(photographer.waitFor()).as("a photographer of seed %d", seed).isZero();
    }
    Map<String, String> lies = new TreeMap<>();
    contents(hot).forEach((path, hash) -> lies.put(hot.relativize(path).toString(), hash));
    assertThat(lies).as("seed %d", seed).isNotEmpty();
    await()
        .pollInterval(LOOK)
        .untilAsserted(
            () -> assertThat(delivered()).as("seed %d", seed).containsAllEntriesOf(lies));
    Set<String> arrived = new HashSet<>(contents(studio.into()).values());
    assertThat(arrived).as("seed %d", seed).containsAll(lies.values());
    assertThat(whole()).as("what arrived was whole, seed %d", seed).containsAll(arrived);
  }

  private Process photographer(long seed, int files, int steps) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Photographer.class.getName(),
            Long.toString(seed),
            Integer.toString(files),
            Integer.toString(steps),
            hot.toString(),
            outside.toString(),
            temp.resolve("whole-" + seed).toString())
        .inheritIO()
        .start();
  }

  private Set<String> whole() throws IOException {
    var whole = new TreeSet<String>();
    try (var lists = Files.newDirectoryStream(temp, "whole-*")) {
      for (Path list : lists) {
        whole.addAll(Files.readAllLines(list));
      }
    }
    return whole;
  }

  /// SHA-256 of the photos below a folder.
  private static Map<Path, String> contents(Path root) throws IOException {
    var contents = new TreeMap<Path, String>();
    try (var files = Files.walk(root)) {
      files
          .filter(file -> file.toString().matches(".*\\.(jpg|nef)"))
          .forEach(file -> contents.put(file, HotFolders.hash(file).toString()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return contents;
  }

  /// What the catalog says was delivered, by path, as another program would read it.
  private Map<String, String> delivered() throws SQLException {
    var delivered = new TreeMap<String, String>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/catalog.db"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT path, sha256 FROM photo WHERE latest = 1 AND state IN (4, 6)")) {
      while (rows.next()) {
        delivered.put(rows.getString(1), HexFormat.of().formatHex(rows.getBytes(2)));
      }
    }
    return delivered;
  }
}
