package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.shuttersend.upload.governor.Slots.Why;

/// How many at once, against networks whose speed is known.
class SlotsTest {
  private static final long STEP = Duration.ofMillis(50).toNanos();

  private final Slots slots = new Slots(8, 0);
  private long now;

  /// As many uploads as are permitted, all the time.
  ///
  /// @param speed bytes a second with so many at once
  private void send(Duration time, IntToDoubleFunction speed) {
    long end = now + time.toNanos();
    while (now < end) {
      while (slots.running() < slots.permitted()) {
        slots.begun(now);
      }
      while (slots.running() > slots.permitted()) {
        slots.ended(false, now);
      }
      now += STEP;
      slots.sent((long) (speed.applyAsDouble(slots.running()) * STEP / 1e9), now);
    }
  }

  @Test
  void growsAsLongAsItPays() {
    send(Duration.ofSeconds(60), n -> n * 1_000_000.0);
    assertThat(slots.permitted()).isEqualTo(8);
    assertThat(slots.why()).isEqualTo(Why.MOST);
  }

  @Test
  void staysWhereOneMoreIsNoFaster() {
    send(Duration.ofSeconds(60), n -> Math.min(n, 6) * 1_000_000.0);
    send(Duration.ofSeconds(5), n -> Math.min(n, 6) * 1_000_000.0);
    assertThat(slots.permitted()).isBetween(6, 7);
    assertThat(slots.why()).isIn(Why.ENOUGH, Why.GROWING);
  }

  @Test
  void triesAgainNowAndThenForTheNetworkMayHaveBecomeFaster() {
    send(Duration.ofMinutes(2), n -> Math.min(n, 4) * 1_000_000.0);
    assertThat(slots.permitted()).isBetween(4, 5);
    send(Duration.ofMinutes(10), n -> n * 1_000_000.0);
    assertThat(slots.permitted()).isEqualTo(8);
  }

  @Test
  void halvesOnceForAllThatFailTogether() {
    send(Duration.ofSeconds(60), n -> n * 1_000_000.0);
    for (int i = 0; i < 8; i++) {
      slots.congested(now);
    }
    assertThat(slots.permitted()).isEqualTo(4);
    assertThat(slots.why()).isEqualTo(Why.HALVED);
    now += Duration.ofSeconds(3).toNanos();
    slots.congested(now);
    now += Duration.ofSeconds(3).toNanos();
    slots.congested(now);
    now += Duration.ofSeconds(3).toNanos();
    slots.congested(now);
    assertThat(slots.permitted()).isEqualTo(1);
    send(Duration.ofSeconds(60), n -> n * 1_000_000.0);
    assertThat(slots.permitted()).isGreaterThan(4);
  }

  /// Where there is nothing to send, nothing is learnt.
  @Test
  void idleTimesTellNothing() {
    for (int i = 0; i < 1_000; i++) {
      slots.begun(now);
      now += STEP;
      slots.sent(1_000_000, now);
      slots.ended(true, now);
      now += 10 * STEP;
    }
    assertThat(slots.permitted()).isEqualTo(4);
  }

  @Test
  void smallPhotosCountAsWell() {
    // Each takes the server 100 ms, and has next to no bytes: more at once are faster.
    for (int i = 0; i < 1_200; i++) {
      while (slots.running() < slots.permitted()) {
        slots.begun(now);
      }
      now += Duration.ofMillis(100).toNanos();
      for (int done = slots.running(); done > 0; done--) {
        slots.ended(true, now);
      }
    }
    assertThat(slots.permitted()).isEqualTo(8);
  }

  @Test
  void theUsersMaximumHoldsAtOnce() {
    send(Duration.ofSeconds(60), n -> n * 1_000_000.0);
    slots.maximum(2, now);
    assertThat(slots.permitted()).isEqualTo(2);
    slots.maximum(8, now);
    send(Duration.ofSeconds(60), n -> n * 1_000_000.0);
    assertThat(slots.permitted()).isEqualTo(8);
  }
}
