package org.shuttersend.watch;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.model.FolderStatus.Health;
import org.shuttersend.model.HotFolder;
import org.shuttersend.testkit.Sandbox;

/// How long until a large folder is watched, next to `inotifywait`, which watches it and knows
/// nothing of files.
@Tag("bench")
class RegisteringTest {
  private static final int ROUNDS = 5;
  private static final int PER_DIRECTORY = 100;

  @TempDir Path temp;

  @Test
  void nextToInotifywait() throws Exception {
    Sandbox.needs("inotifywait", "sh", "-c", "command -v inotifywait");
    int directories = Integer.getInteger("bench.directories", 10_000);
    Path root = Files.createDirectory(temp.resolve("hot"));
    for (int i = 0; i < directories; i++) {
      Files.createDirectories(root.resolve("day " + i / PER_DIRECTORY).resolve("card " + i));
    }
    var ours = new ArrayList<Duration>();
    var peer = new ArrayList<Duration>();
    for (int i = 0; i < ROUNDS; i++) {
      peer.add(inotifywait(root));
      ours.add(ours(root));
    }
    System.out.printf(
        "%d directories watched after %s ms, by inotifywait after %s ms%n",
        directories, millis(ours), millis(peer));
  }

  private static Duration ours(Path root) {
    try (var watcher =
        new FolderWatcher(
            new HotFolder(1, "hot", root),
            Selection.photographers(),
            Memory.of(batch -> batch),
            _ -> {},
            Clock.systemUTC(),
            new WatchLedger())) {
      long begin = System.nanoTime();
      watcher.start();
      await().until(() -> watcher.health() == Health.WATCHING);
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private static Duration inotifywait(Path root) throws IOException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder("inotifywait", "-m", "-r", root.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.contains("established")) {
          return Duration.ofNanos(System.nanoTime() - begin);
        }
      }
      throw new AssertionError("inotifywait ended");
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Long> millis(List<Duration> rounds) {
    return rounds.stream().map(Duration::toMillis).toList();
  }
}
