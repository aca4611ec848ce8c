package org.shuttersend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the user allows.
class LimitsTest {
  @Test
  void theLowerOfTwoRatesHolds() {
    var always =
        new Limits(
            4,
            Limits.USUAL.maxRequestsPerSecond(),
            OptionalLong.of(2_000_000),
            Timetable.NONE,
            false,
            false);
    assertThat(always.under(SendingRule.FULL)).isEqualTo(new SendingRule.Limited(2_000_000));
    assertThat(always.under(new SendingRule.Limited(500_000)))
        .isEqualTo(new SendingRule.Limited(500_000));
    assertThat(always.under(new SendingRule.Limited(9_000_000)))
        .isEqualTo(new SendingRule.Limited(2_000_000));
    assertThat(always.under(SendingRule.PAUSED)).isEqualTo(SendingRule.PAUSED);
    assertThat(Limits.USUAL.under(SendingRule.FULL)).isEqualTo(SendingRule.FULL);
  }

  @Test
  void whatNobodyCanMeanIsRefused() {
    assertThatThrownBy(() -> limits(0, 1, 1_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits(33, 1, 1_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits(1, 0, 1_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits(1, 1, 999)).isInstanceOf(IllegalArgumentException.class);
    assertThat(limits(32, 1000, 1_000).maxUploads()).isEqualTo(32);
  }

  private static Limits limits(int uploads, int requests, long bytes) {
    return new Limits(
        uploads, OptionalInt.of(requests), OptionalLong.of(bytes), Timetable.NONE, false, false);
  }
}
