package org.shuttersend.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.shuttersend.chaos.Drill.Outcome;

/// Crash rounds by the thousand: `mvn -Pchaos test -Dtest=ChaosTest`, with `-Dchaos.rounds` (1000),
/// `-Dchaos.first` for the first seed (1), `-Dchaos.worlds` for worlds side by side (4). One world
/// again, as it was printed: `-Dchaos.seed=17`.
@Tag("chaos")
class ChaosTest {
  private static final int ROUNDS_OF_A_WORLD = 9;
  private static final int ENOUGH_FOR_EVERY_POINT = 900;

  @TestFactory
  Stream<DynamicTest> whateverIsKilledNothingIsLostDoubledOrHalf() {
    int rounds = Integer.getInteger("chaos.rounds", 1000);
    long first = Long.getLong("chaos.first", 1L);
    var one = Long.getLong("chaos.seed");
    List<Long> seeds =
        one == null
            ? LongStream.range(0, Math.ceilDiv(rounds, ROUNDS_OF_A_WORLD))
                .mapToObj(i -> first + i)
                .toList()
            : List.of(one);
    var worlds =
        new Worlds(
            "chaos", SeededBug.NONE, Integer.getInteger("chaos.worlds", 4), Duration.ofSeconds(60));
    var outcomes = new ArrayList<Future<Outcome>>();
    seeds.forEach(seed -> outcomes.add(worlds.start(seed, ROUNDS_OF_A_WORLD)));
    Stream<DynamicTest> each =
        Stream.iterate(0, i -> i < seeds.size(), i -> i + 1)
            .map(i -> dynamicTest("seed " + seeds.get(i), () -> passes(outcomes.get(i))));
    return Stream.concat(each, Stream.of(dynamicTest("all", () -> tell(worlds, outcomes))));
  }

  private static void passes(Future<Outcome> outcome) throws Exception {
    assertThat(outcome.get().wrong()).as("%s", outcome.get().plan()).isEmpty();
  }

  private static void tell(Worlds worlds, List<Future<Outcome>> outcomes) throws Exception {
    var seeds = new ArrayList<Long>();
    int rounds = 0;
    for (Future<Outcome> outcome : outcomes) {
      seeds.add(outcome.get().plan().seed());
      rounds += outcome.get().rounds();
    }
    worlds.close();
    var never = new ArrayList<>(KillPoints.ALL);
    never.removeAll(worlds.fired());
    System.out.printf(
        "chaos: %d crash rounds in %.0f s, seeds %d to %d, %d of %d kill points; never at %s%n",
        rounds,
        worlds.seconds(),
        seeds.getFirst(),
        seeds.getLast(),
        KillPoints.ALL.size() - never.size(),
        KillPoints.ALL.size(),
        never);
    if (rounds >= ENOUGH_FOR_EVERY_POINT) {
      assertThat(never).isEmpty();
    }
  }
}
