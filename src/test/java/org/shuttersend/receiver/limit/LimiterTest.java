package org.shuttersend.receiver.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuttersend.testkit.ManualClock;

class LimiterTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));

  private Limiter limiter(int most, Duration window, int remembered) {
    return new Limiter(
        new Limits(Map.of(Kind.PAGES, new Limit(most, window)), Duration.ZERO),
        clock::nanos,
        remembered);
  }

  @Test
  void noWindowHoldsMoreThanTheLimitWhereverItBegins() {
    var random = new Random(7);
    for (int most : new int[] {1, 5, 10, 100}) {
      Limiter limiter = limiter(most, Duration.ofSeconds(30), 10);
      var model = new ArrayDeque<Long>();
      for (int i = 0; i < 5_000; i++) {
        clock.advance(Duration.ofMillis(random.nextInt(60_000 / most)));
        long now = clock.nanos();
        while (!model.isEmpty() && now - model.getFirst() >= 30_000_000_000L) {
          model.removeFirst();
        }
        boolean allowed = model.size() < most;
        if (allowed) {
          model.addLast(now);
        }
        Limiter.Verdict verdict = limiter.take(Kind.PAGES, "anna");
        assertThat(verdict.allowed()).isEqualTo(allowed);
        assertThat(verdict.remaining()).isEqualTo(most - model.size());
      }
    }
  }

  @Test
  void whoWaitsAsLongAsToldIsServed() {
    Limiter limiter = limiter(3, Duration.ofSeconds(30), 10);
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take(Kind.PAGES, "anna").allowed()).isTrue();
      clock.advance(Duration.ofMillis(1_500));
    }
    Limiter.Verdict refused = limiter.take(Kind.PAGES, "anna");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.seconds()).isEqualTo(26);
    clock.advance(Duration.ofSeconds(25));
    assertThat(limiter.take(Kind.PAGES, "anna").seconds()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(limiter.take(Kind.PAGES, "anna").allowed()).isTrue();
    assertThat(limiter.take(Kind.PAGES, "anna").allowed()).isFalse();
  }

  @Test
  void eachUserAndEachKindIsCountedForItself() {
    Limiter limiter = limiter(1, Duration.ofSeconds(30), 10);
    assertThat(limiter.take(Kind.PAGES, "anna").allowed()).isTrue();
    assertThat(limiter.take(Kind.PAGES, "bo").allowed()).isTrue();
    assertThat(limiter.take(Kind.PAGES, "anna").allowed()).isFalse();
    assertThat(limiter.take(Kind.UPLOADS, "anna").allowed()).isTrue();
    assertThat(limiter.take(Kind.UPLOADS, "anna").isLimited()).isFalse();
  }

  @Test
  void aMillionNamesTakeNoMoreRoomThanAFew() {
    Limiter limiter = limiter(10, Duration.ofSeconds(30), 100);
    for (int i = 0; i < 1_000_000; i++) {
      limiter.take(Kind.PAGES, "name " + i);
    }
    assertThat(limiter.remembered()).isEqualTo(100);
  }

  @Test
  void theSameChangeWithinAMomentIsNotDoneAgain() {
    var debounce = new Debounce(new Limits(Map.of(), Limits.DEBOUNCE), clock::nanos);
    assertThat(debounce.isTooSoon("a", Optional.empty())).isFalse();
    clock.advance(Duration.ofMillis(1_999));
    assertThat(debounce.isTooSoon("a", Optional.empty())).isTrue();
    assertThat(debounce.isTooSoon("b", Optional.empty())).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(debounce.isTooSoon("a", Optional.of("key"))).isFalse();
    assertThat(debounce.isTooSoon("a", Optional.of("key"))).as("sent again").isFalse();
    assertThat(debounce.isTooSoon("a", Optional.of("other"))).isTrue();
    assertThat(debounce.isTooSoon("a", Optional.empty())).isTrue();
  }

  @Test
  void changesAreForgottenAndBounded() {
    var debounce = new Debounce(new Limits(Map.of(), Limits.DEBOUNCE), clock::nanos);
    for (int i = 0; i < 100_000; i++) {
      debounce.isTooSoon("change " + i, Optional.empty());
    }
    assertThat(debounce.remembered()).isLessThanOrEqualTo(4096);
    clock.advance(Limits.DEBOUNCE);
    debounce.isTooSoon("last", Optional.empty());
    assertThat(debounce.remembered()).isEqualTo(1);
  }
}
