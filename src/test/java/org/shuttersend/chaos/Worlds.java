package org.shuttersend.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.shuttersend.chaos.Drill.Outcome;

/// Runs worlds side by side, each of one seed, and tells of each. What is left of a world in which
/// something was wrong stays on the disk.
final class Worlds implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "chaos").toAbsolutePath();

  private final Path folder;
  private final Children children;
  private final ExecutorService runners;
  private final Duration longestFreeze;
  private final long began = System.nanoTime();

  /// Guarded by itself.
  private final Set<KillPoint> fired = new HashSet<>();

  /// @param name of the folder all is written to
  /// @param abreast how many at once
  /// @param longestFreeze how long a program may be made to stand still
  Worlds(String name, SeededBug bug, int abreast, Duration longestFreeze) {
    this.folder = FOLDER.resolve(name);
    delete(folder);
    this.children = Children.make(folder, bug);
    this.runners =
        Executors.newFixedThreadPool(abreast, Thread.ofPlatform().name("world-", 1).factory());
    this.longestFreeze = longestFreeze;
  }

  Future<Outcome> start(long seed, int rounds) {
    return runners.submit(() -> run(Plan.draw(seed, rounds, longestFreeze)));
  }

  private Outcome run(Plan plan) throws IOException, SQLException {
    long start = System.nanoTime();
    Path home = folder.resolve("seed-" + plan.seed());
    Outcome outcome;
    try (World world = new World(children, home, plan.smallDisks(), plan.moves())) {
      var photos = new Photos(world.hot(), new Random(plan.seed()), plan.moves());
      outcome = new Drill(plan, world, photos, home.resolve("scratch")).run();
    }
    if (outcome.wrong().isEmpty()) {
      delete(home);
    }
    synchronized (fired) {
      fired.addAll(outcome.fired());
    }
    System.out.printf(
        "chaos: seed %d, %d rounds, %d starts, %d kill points, %d missed, %.0f s%s%n",
        plan.seed(),
        outcome.rounds(),
        outcome.starts(),
        outcome.fired().size(),
        outcome.missed().size(),
        (System.nanoTime() - start) / 1e9,
        outcome.wrong().isEmpty() ? "" : ": WRONG");
    return outcome;
  }

  /// Kill points at which a program has died in any world.
  List<KillPoint> fired() {
    synchronized (fired) {
      return List.copyOf(fired);
    }
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void delete(Path root) {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    runners.shutdownNow();
  }
}
