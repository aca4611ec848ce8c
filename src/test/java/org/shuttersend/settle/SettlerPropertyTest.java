package org.shuttersend.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.testkit.ManualClock;

/// Whatever writers do, in whatever order and with whatever pauses: what settles is exactly the
/// files whose last state was stable, once per version.
class SettlerPropertyTest {
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final HotFolder FOLDER = new HotFolder(1, "hot", Path.of("hot"));
  private static final List<String> NAMES = List.of("a.jpg", "b.jpg", "day/a.jpg", "day/b.xmp");

  enum What {
    OPEN_AND_WRITE,
    WRITE,
    WRITE_WITHOUT_EVENT,
    CLOSE,
    CUT_OFF,
    WHOLE,
    TOUCH,
    DELETE,
    DELETE_DIRECTORY,
    RENAME,
    HIDE,
    SHOW
  }

  record Step(What what, int file, int pauseMillis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> pauses =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 120)),
            Tuple.of(3, Arbitraries.integers().between(250, 900)),
            Tuple.of(1, Arbitraries.integers().between(10_000, 40_000)));
    return Combinators.combine(
            Arbitraries.of(What.class), Arbitraries.integers().between(0, 3), pauses)
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 400)
  void onlyRestedStatesSettleAndTheLastOneDoes(@ForAll("steps") List<Step> steps) {
    var world = new World();
    for (Step step : steps) {
      world.apply(step);
      world.pass(step.pauseMillis);
    }
    world.calm();
  }

  /// The folder, its writers, and what the settler said of it.
  private static final class World {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final MemoryLook look = new MemoryLook();
    private final Settler settler = new Settler(QUIET, Duration.ofSeconds(10), look);
    private final Map<FileRef, Instant> changedAt = new HashMap<>();
    private final Map<FileRef, List<FileStamp>> settled = new HashMap<>();
    private long size;

    private static FileRef ref(int file) {
      return new FileRef(FOLDER, NAMES.get(file));
    }

    void apply(Step step) {
      FileRef ref = ref(step.file);
      switch (step.what) {
        case OPEN_AND_WRITE -> {
          look.readiness(ref.file(), Readiness.BEING_WRITTEN);
          write(ref, true);
        }
        case WRITE -> write(ref, true);
        case WRITE_WITHOUT_EVENT -> {
          if (settler.restless(clock.instant().plusSeconds(60), 10).stream()
              .anyMatch(file -> file.ref().equals(ref))) {
            write(ref, false); // its event is merged with one that came already
          }
        }
        case CUT_OFF -> {
          look.readiness(ref.file(), Readiness.CUT_OFF);
          write(ref, true);
        }
        case CLOSE -> look.readiness(ref.file(), Readiness.COMPLETE);
        case WHOLE -> {
          look.readiness(ref.file(), Readiness.COMPLETE);
          write(ref, true);
        }
        case TOUCH -> settler.touched(ref, clock.instant());
        case DELETE -> delete(ref);
        case DELETE_DIRECTORY -> {
          delete(ref(2));
          delete(ref(3));
          settler.gone(new FileRef(FOLDER, "day"));
        }
        case RENAME -> rename(ref, ref((step.file + 1) % NAMES.size()));
        case HIDE -> look.hide(ref.file());
        case SHOW -> look.show(ref.file());
      }
    }

    private void write(FileRef ref, boolean event) {
      look.write(ref.file(), ++size, clock.instant());
      changedAt.put(ref, clock.instant());
      if (event) {
        settler.touched(ref, clock.instant());
      }
    }

    private void delete(FileRef ref) {
      look.delete(ref.file());
      settler.gone(ref);
    }

    private void rename(FileRef from, FileRef to) {
      look.stamp(from.file())
          .ifPresent(stamp -> {
            look.delete(from.file());
            look.put(to.file(), stamp);
            changedAt.put(to, clock.instant());
            settler.gone(from);
            settler.touched(to, clock.instant());
          });
    }

    void pass(int millis) {
      advance();
      int left = millis;
      while (left > 0) {
        int step = Math.min(left, 97);
        clock.advance(Duration.ofMillis(step));
        left -= step;
        advance();
      }
    }

    private void advance() {
      Instant now = clock.instant();
      settler.look();
      for (ObservedFile file : settler.advance(now).settled()) {
        FileRef ref = file.ref();
        assertThat(look.stamp(ref.file())).as("what lies there").contains(file.stamp());
        Duration rested = Duration.between(changedAt.get(ref), now);
        assertThat(rested).isGreaterThanOrEqualTo(QUIET);
        Readiness readiness = look.readiness(ref.file());
        assertThat(readiness).isIn(Readiness.COMPLETE, Readiness.CUT_OFF);
        assertThat(file.cutOff()).isEqualTo(readiness == Readiness.CUT_OFF);
        if (file.cutOff()) {
          assertThat(rested).isGreaterThanOrEqualTo(Settler.CUT_OFF_QUIET);
        }
        settled.computeIfAbsent(ref, r -> new ArrayList<>()).add(file.stamp());
      }
    }

    /// All writers are done, all shares answer: the last state of each file settles.
    void calm() {
      for (int i = 0; i < NAMES.size(); i++) {
        look.show(ref(i).file());
        look.readiness(ref(i).file(), Readiness.COMPLETE);
      }
      pass(70_000);
      assertThat(settler.size()).isZero();
      for (int i = 0; i < NAMES.size(); i++) {
        FileRef ref = ref(i);
        look.stamp(ref.file())
            .ifPresent(stamp -> assertThat(settled.get(ref)).as(ref.path()).endsWith(stamp));
      }
    }
  }
}
