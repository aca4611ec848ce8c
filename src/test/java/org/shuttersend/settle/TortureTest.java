package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.watch.FolderWatcher;
import org.shuttersend.watch.Memory;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.WatchLedger;

/// Several writers do at random what writers do; in the end exactly what lies in the folder has
/// settled, each file with its last stamp, without a scan being asked for.
class TortureTest {
  private static final int STEPS = Integer.getInteger("torture.steps", 500);
  private static final int WRITERS = 3;

  @TempDir Path temporary;
  private final Map<String, FileStamp> settled = new ConcurrentSkipListMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatLiesThereInTheEndHasSettled(long seed) throws Exception {
    Path root = Files.createDirectory(temporary.resolve("hot"));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    try (var settling =
            new Settling(
                new Settler(Duration.ofMillis(100), Duration.ofSeconds(5), Look.onDisk()),
                new Keeper(),
                SteadyClock.start());
        var watcher =
            new FolderWatcher(
                new HotFolder(1, "hot", root),
                Selection.photographers(),
                Memory.of(batch -> batch),
                settling,
                Clock.systemUTC(),
                new WatchLedger())) {
      settling.start();
      watcher.start();
      var writers =
          Stream.iterate(0, i -> i + 1)
              .limit(WRITERS)
              .map(i -> Thread.ofPlatform().start(new Writer(root, outside, seed * 100 + i)))
              .toList();
      for (Thread writer : writers) {
        writer.join();
      }
      await()
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> assertThat(settled).isEqualTo(onDisk(root)));
    }
  }

  private static Map<String, FileStamp> onDisk(Path root) throws IOException {
    var files = new TreeMap<String, FileStamp>();
    var folder = new HotFolder(1, "hot", root);
    try (var all = Files.walk(root)) {
      all.filter(file -> file.toString().endsWith(".jpg"))
          .forEach(file -> {
            if (Look.onDisk().at(file) instanceof Glance.Seen(FileStamp stamp)) {
              files.put(FileRef.of(folder, file).path(), stamp);
            }
          });
    }
    return files;
  }

  /// A catalog in miniature.
  private final class Keeper implements Settling.Out {
    @Override
    public void settled(List<ObservedFile> files) {
      files.forEach(file -> settled.put(file.ref().path(), file.stamp()));
    }

    @Override
    public void gone(FileRef ref) {
      settled
          .keySet()
          .removeIf(path -> path.equals(ref.path()) || path.startsWith(ref.path() + "/"));
    }

    @Override
    public void listed(HotFolder folder) {}
  }

  private record Writer(Path root, Path outside, long seed) implements Runnable {
    @Override
    public void run() {
      var random = new Random(seed);
      int missed = 0;
      for (int i = 0; i < STEPS; i++) {
        try {
          step(random, i);
        } catch (IOException e) {
          missed++; // another writer was there first
        }
      }
      assertThat(missed).isLessThan(STEPS);
    }

    private void step(Random random, int i) throws IOException {
      Path directory = directory(random);
      Path file = directory.resolve(random.nextInt(5) + ".jpg");
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          Files.createDirectories(directory);
          Files.writeString(file, "content " + i);
        }
        case 3, 4 -> Files.writeString(file, "more", StandardOpenOption.APPEND);
        case 5 -> {
          Path work = directory.resolve(seed + "-" + i + ".tmp");
          Files.writeString(work, "saved " + i);
          Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
        }
        case 6 -> Files.move(file, directory(random).resolve("7.jpg"));
        case 7 -> Files.delete(file);
        case 8 -> Files.move(directory, directory(random));
        case 9 -> Files.move(directory, outside.resolve(seed + "-" + i));
        case 10 -> {
          Path made = Files.createDirectories(outside.resolve(seed + "+" + i + "/a/b"));
          Files.writeString(made.resolve("in.jpg"), "moved in " + i);
          Files.move(outside.resolve(seed + "+" + i), directory);
        }
        default -> Files.createDirectories(directory);
      }
    }

    private Path directory(Random random) {
      Path directory = root;
      for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
        directory = directory.resolve(List.of("a", "b", "c").get(random.nextInt(3)));
      }
      return directory;
    }
  }
}
