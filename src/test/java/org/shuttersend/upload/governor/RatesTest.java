package org.shuttersend.upload.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and bytes a second, in virtual time.
class RatesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PIECE = 64 * 1024;

  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 7, 20, 333})
  void noSecondHasMoreThanTheLimitAndOne(double limit) {
    var rate = new RequestRate();
    rate.limit(OptionalDouble.of(limit));
    var lastSecond = new ArrayDeque<Long>();
    long now = -5 * SECOND;
    for (int i = 0; i < 5_000; i++) {
      now += rate.nanosToNext(now) + late(limit);
      rate.requested(now);
      lastSecond.addLast(now);
      while (now - lastSecond.getFirst() >= SECOND) {
        lastSecond.removeFirst();
      }
      assertThat(lastSecond.size()).isLessThanOrEqualTo((int) Math.ceil(limit) + 1);
    }
  }

  /// As threads wake: mostly at once, at times late, at times after a long silence.
  private long late(double limit) {
    int kind = random.nextInt(100);
    return kind == 0
        ? random.nextLong(5 * SECOND)
        : kind < 30 ? random.nextLong((long) (SECOND / limit)) : 0;
  }

  @Test
  void askedEagerlyTheLimitIsNearlyReachedThoughThreadsWakeALittleLate() {
    var rate = new RequestRate();
    rate.limit(OptionalDouble.of(20));
    long now = 0;
    int requests = 0;
    while (now < 60 * SECOND) {
      now += rate.nanosToNext(now) + random.nextLong(SECOND / 60);
      rate.requested(now);
      requests++;
    }
    assertThat(requests).isBetween(1_120, 1_145);
  }

  @Test
  void whatTheServerHasLeftIsSpreadOverItsTime() {
    var rate = new RequestRate();
    rate.requested(0);
    rate.quota(10, Duration.ofSeconds(5), 0);
    assertThat(rate.nanosToNext(0)).isEqualTo(SECOND / 2);
    assertThat(rate.nanosToNext(5 * SECOND)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 50_000, 1_000_000, 40_000_000})
  void bytesStayWithinAFewHundredthsOfTheirLimit(long limit) {
    var rate = new ByteRate();
    rate.limit(OptionalLong.of(limit), 0);
    var sent = new ArrayList<long[]>();
    long now = 0;
    while (now < 40 * SECOND) {
      now += rate.nanosToNext(now);
      int piece = rate.piece(PIECE);
      rate.sent(piece, now);
      sent.add(new long[] {now, piece});
    }
    for (int from = 0; from + 10 <= 40; from += 3) {
      double tenSeconds = sum(sent, from, from + 10) / 10.0;
      assertThat(tenSeconds).isBetween(limit * 0.95, limit * 1.05 + 512);
      assertThat(sum(sent, from, from + 1)).isLessThanOrEqualTo((long) (limit * 1.2) + 1_024);
    }
  }

  private static long sum(List<long[]> sent, int from, int to) {
    return sent.stream()
        .filter(one -> one[0] >= from * SECOND && one[0] < to * SECOND)
        .mapToLong(one -> one[1])
        .sum();
  }

  @Test
  void aChangeOfTheLimitIsFeltWithinASecond() {
    var rate = new ByteRate();
    rate.limit(OptionalLong.of(2_000), 0);
    for (int i = 0; i < 1_000; i++) {
      rate.sent(rate.piece(PIECE), SECOND);
    }
    assertThat(rate.nanosToNext(SECOND)).isGreaterThan(40 * SECOND);
    rate.limit(OptionalLong.of(50_000_000), SECOND);
    assertThat(rate.nanosToNext(SECOND)).isLessThan(SECOND / 10);
    rate.limit(OptionalLong.empty(), SECOND);
    assertThat(rate.nanosToNext(SECOND)).isZero();
    rate.limit(OptionalLong.of(1_000_000), SECOND);
    assertThat(rate.nanosToNext(SECOND)).isZero();
  }

  @Test
  void afterALongSilenceThereIsNoBurst() {
    var rate = new ByteRate();
    rate.limit(OptionalLong.of(100_000), 0);
    long now = Duration.ofHours(3).toNanos();
    long atOnce = 0;
    while (rate.nanosToNext(now) == 0) {
      int piece = rate.piece(PIECE);
      rate.sent(piece, now);
      atOnce += piece;
    }
    assertThat(atOnce).isLessThanOrEqualTo(20_000);
  }
}
