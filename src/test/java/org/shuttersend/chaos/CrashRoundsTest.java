package org.shuttersend.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.shuttersend.chaos.Drill.Outcome;
import org.shuttersend.testkit.Sandbox;

/// A few crash rounds of [ChaosTest], at every build.
@EnabledOnOs(OS.LINUX)
class CrashRoundsTest {
  /// The last of them has small disks.
  private static final long FIRST_SEED = 3;

  private static final int WORLDS = 3;
  private static final int ROUNDS = 6;

  @Test
  void whateverIsKilledNothingIsLostDoubledOrHalf() throws Exception {
    Sandbox.needsNamespaces();
    try (var worlds = new Worlds("rounds", SeededBug.NONE, WORLDS, Duration.ofSeconds(2))) {
      var outcomes = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < WORLDS; i++) {
        outcomes.add(worlds.start(FIRST_SEED + i, ROUNDS));
      }
      int rounds = 0;
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get().wrong()).as("%s", outcome.get().plan()).isEmpty();
        rounds += outcome.get().rounds();
      }
      assertThat(worlds.fired()).isNotEmpty();
      System.out.printf("chaos: %d crash rounds in %.0f s%n", rounds, worlds.seconds());
    }
  }
}
