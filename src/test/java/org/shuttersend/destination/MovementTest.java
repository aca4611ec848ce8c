package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes that move may take for ever; those that do not, half a minute. The time is the test's.
class MovementTest {
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int MIB = 1024 * 1024;

  private long now = -5 * SECOND;

  private Movement movement(long bytes) {
    return new Movement(STALL, bytes, now);
  }

  private void pass(double seconds) {
    now += (long) (seconds * SECOND);
  }

  @Test
  void aConnectionThatDoesNotComeAboutStalls() {
    Movement movement = movement(10);
    pass(30);
    assertThat(movement.standsStill(now)).isFalse();
    pass(0.1);
    assertThat(movement.standsStill(now)).isTrue();
  }

  /// 29 seconds for every 8 KB: 60 MB take a week.
  @Test
  void aTrickleGoesOnForDays() {
    Movement movement = movement(60 * MIB);
    for (int i = 0; i < 60 * MIB / 8192; i++) {
      movement.gives(now);
      pass(29);
      assertThat(movement.standsStill(now)).isFalse();
      movement.taken(now);
    }
    assertThat(Duration.ofNanos(now)).isGreaterThan(Duration.ofDays(2));
    movement.gives(now);
    pass(31);
    assertThat(movement.standsStill(now)).isTrue();
  }

  /// A limit of bytes, a pause, a share that hangs: our own doing.
  @Test
  void aBodyWhoseFirstBytesAreLateDoesNotStall() {
    Movement movement = movement(10);
    movement.headIsOut();
    pass(3600);
    assertThat(movement.standsStill(now)).isFalse();
    movement.gives(now);
    pass(31);
    assertThat(movement.standsStill(now)).isTrue();
  }

  @Test
  void aBodyThatWaitsForItsOwnBytesDoesNotStall() {
    Movement movement = movement(10);
    movement.gives(now);
    movement.taken(now);
    pass(7200);
    assertThat(movement.standsStill(now)).isFalse();
    movement.gives(now);
    assertThat(movement.standsStill(now)).isFalse();
    pass(31);
    assertThat(movement.standsStill(now)).isTrue();
  }

  /// What the system has taken is not out: at 16 KiB a second, 4 MiB of it take minutes. Such
  /// photos were broken off half a minute after their last byte, each time again.
  @ParameterizedTest
  @CsvSource({
    // Size, seconds it took to give it away, seconds the answer may take.
    "0, 0, 30",
    "16384, 0, 31",
    "1048576, 0, 94",
    "4194304, 1, 286",
    // 60 MiB in a minute: the last 4 MiB are out in 4 seconds, or 16 when it gets slow.
    "62914560, 56, 46",
    "62914560, 0, 30",
    // So slowly that only the bound counts.
    "62914560, 56000, 286",
  })
  void theAnswerIsAwaitedUntilTheLastByteCanBeThere(int bytes, int took, int wait) {
    Movement movement = movement(bytes);
    movement.gives(now);
    pass(took);
    movement.taken(now);
    movement.isOut(now);
    pass(wait);
    assertThat(movement.standsStill(now)).isFalse();
    pass(0.01);
    assertThat(movement.standsStill(now)).isTrue();
  }
}
