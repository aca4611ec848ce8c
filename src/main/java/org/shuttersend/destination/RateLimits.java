package org.shuttersend.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/// What a server says is left of what it allows, in each of the spellings there are. Tolerant: what
/// cannot be read was not said.
///
/// Source: draft-ietf-httpapi-ratelimit-headers, of which the third version had three fields, the
/// seventh one field of three numbers, and the present one a list of named policies; and the
/// `X-RateLimit-*` fields from before it.
public final class RateLimits {
  private static final Duration LONGEST = Duration.ofHours(1);

  /// More than any span of seconds that is meant: what some servers tell is a point in time.
  private static final long POINT_IN_TIME = 1_000_000_000;

  /// A number of at most 18 digits; what is behind its point counts for nothing.
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:\\.\\d+)?");

  private static final int MOST_POLICIES = 16;

  private RateLimits() {}

  /// @param remaining requests that are left
  /// @param reset until there are more; at most an hour
  public record Quota(long remaining, Duration reset) {}

  /// What is left by the tightest of the policies told.
  public static Optional<Quota> in(Headers headers, Instant now) {
    return tightest(policies(String.join(",", headers.values("RateLimit"))), now)
        .or(() -> pair(headers, "RateLimit-", now))
        .or(() -> pair(headers, "X-RateLimit-", now))
        .or(() -> pair(headers, "X-Rate-Limit-", now));
  }

  private static Optional<Quota> pair(Headers headers, String prefix, Instant now) {
    return quota(
        Optional.ofNullable(headers.get(prefix + "Remaining")),
        Optional.ofNullable(headers.get(prefix + "Reset")),
        now);
  }

  private static Optional<Quota> tightest(List<Policy> policies, Instant now) {
    return policies.stream()
        .flatMap(policy -> quota(policy.remaining, policy.reset, now).stream())
        .min(
            Comparator.comparingLong(Quota::remaining)
                .thenComparing(Comparator.comparing(Quota::reset).reversed()));
  }

  private record Policy(Optional<String> remaining, Optional<String> reset) {}

  /// `"a";r=1;t=2, "b";r=3;t=4` are two, `limit=5, remaining=1, reset=2` is one.
  private static List<Policy> policies(String field) {
    var policies = new ArrayList<Policy>();
    Optional<String> remaining = Optional.empty();
    Optional<String> reset = Optional.empty();
    String[] parts = field.split(",", MOST_POLICIES + 1);
    for (int i = 0; i < Math.min(parts.length, MOST_POLICIES); i++) {
      String[] words = parts[i].split(";", -1);
      boolean isNamed = !words[0].contains("=");
      if (isNamed) {
        remaining = Optional.empty();
        reset = Optional.empty();
      }
      for (String word : words) {
        String[] pair = word.split("=", 2);
        String value = pair.length < 2 ? "" : pair[1].strip();
        switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
          case "r", "remaining" -> remaining = Optional.of(value);
          case "t", "reset" -> reset = Optional.of(value);
          default -> {
            // How much there is in all, in which span, for whom: nothing to wait for.
          }
        }
      }
      policies.add(new Policy(remaining, reset));
    }
    return policies;
  }

  private static Optional<Quota> quota(
      Optional<String> remaining, Optional<String> reset, Instant now) {
    Optional<Long> left = remaining.flatMap(RateLimits::number);
    Optional<Long> seconds = reset.flatMap(RateLimits::number);
    if (left.isEmpty() || seconds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Quota(left.get(), span(seconds.get(), now)));
  }

  private static Optional<Long> number(String text) {
    var number = NUMBER.matcher(text.strip());
    return number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty();
  }

  private static Duration span(long seconds, Instant now) {
    long left = seconds >= POINT_IN_TIME ? seconds - now.getEpochSecond() : seconds;
    return Duration.ofSeconds(Math.clamp(left, 0, LONGEST.toSeconds()));
  }
}
