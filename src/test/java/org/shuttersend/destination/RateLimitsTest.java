package org.shuttersend.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.destination.RateLimits.Quota;

/// Every spelling of what is left, and nothing where nothing was said.
class RateLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /// Header fields, `|` between them.
  private static Optional<Quota> in(String fields) {
    var headers = new Headers.Builder();
    for (String field : fields.split("\\|", -1)) {
      int colon = field.indexOf(':');
      headers.addUnsafeNonAscii(
          field.substring(0, colon).strip(), field.substring(colon + 1).strip());
    }
    return RateLimits.in(headers.build(), NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\'',
      value = {
        // The present draft: policies with names, in one field or in several.
        "RateLimit: \"default\";r=0;t=12 # 0 # 12",
        "RateLimit: \"default\";r=50;t=30;pk=:c2VjcmV0: # 50 # 30",
        "ratelimit: default ; R=7 ; T=9 # 7 # 9",
        "RateLimit: \"burst\";r=90;t=5, \"day\";r=3;t=3000 # 3 # 3000",
        "RateLimit: \"day\";r=3;t=3000|RateLimit: \"burst\";r=1;t=5 # 1 # 5",
        "RateLimit: \"a\";r=0;t=5, \"b\";r=0;t=40 # 0 # 40",
        "RateLimit: \"a\", \"b\";r=4;t=5 # 4 # 5",
        "RateLimit: \"a\";r=4, \"b\";t=5, \"c\";r=9;t=1 # 9 # 1",
        // The seventh: one field of numbers.
        "RateLimit: limit=10, remaining=0, reset=12 # 0 # 12",
        "RateLimit: reset=12,remaining=4 # 4 # 12",
        "RateLimit: limit=10;remaining=2;reset=3 # 2 # 3",
        // The third, and what was there before.
        "RateLimit-Limit: 10|RateLimit-Remaining: 4|RateLimit-Reset: 50 # 4 # 50",
        "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 7 # 0 # 7",
        "x-ratelimit-remaining: 1|x-ratelimit-reset: 7.9 # 1 # 7",
        "X-Rate-Limit-Remaining: 3|X-Rate-Limit-Reset: 8 # 3 # 8",
        // 2026-11-22T10:00:20Z, and one that is over.
        "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1795341620 # 0 # 20",
        "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1600000000 # 0 # 0",
        // The newer goes before the older.
        "RateLimit: \"a\";r=1;t=2|X-RateLimit-Remaining: 0|X-RateLimit-Reset: 7 # 1 # 2",
        "RateLimit: nonsense|X-RateLimit-Remaining: 0|X-RateLimit-Reset: 7 # 0 # 7",
        // No longer than an hour.
        "RateLimit: \"a\";r=0;t=86400 # 0 # 3600",
        "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 999999999999999999 # 0 # 3600",
      })
  void whatIsLeft(String fields, long remaining, long seconds) {
    assertThat(in(fields)).contains(new Quota(remaining, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/html",
        "RateLimit:",
        "RateLimit: ,;,=;==,\";\"",
        "RateLimit: \"a\";r=-1;t=5",
        "RateLimit: \"a\";r=5;t=-1",
        "RateLimit: \"a\";r=5;t=soon",
        "RateLimit: \"a\";r=;t=",
        "RateLimit: \"a\";r=٣;t=5",
        "RateLimit: \"a\";r=1e3;t=5",
        "RateLimit: \"a\";r=9999999999999999999999;t=5",
        "RateLimit: \"a\";r=5",
        "RateLimit: remaining=5",
        "RateLimit-Policy: \"a\";q=100;w=60",
        "RateLimit-Remaining: 5",
        "X-RateLimit-Reset: 5",
        "RateLimit-Remaining: 5|X-RateLimit-Reset: 5",
      })
  void nothingWasSaid(String fields) {
    assertThat(in(fields)).isEmpty();
  }

  @Test
  void aListWithoutEndIsNotReadToItsEnd() {
    assertThat(in("RateLimit: " + "\"a\";r=4;t=5, ".repeat(1000) + "\"a\";r=0;t=9"))
        .contains(new Quota(4, Duration.ofSeconds(5)));
  }
}
