package org.shuttersend.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalLong;

/// RFC 9457 problem details, as every error answer of the receiver.
///
/// @param code a word for programs where the status does not tell, such as [#QUEUE_FULL]; of each
///   refusal that is for good it says the kind, so that a sender can say it in its user's language.
///   Never changed once it was used
/// @param retryAfter seconds, never 0
/// @param endpoint the rate limit that was hit
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    Optional<String> detail,
    Optional<String> code,
    OptionalLong retryAfter,
    Optional<String> endpoint) {

  public static final String MEDIA_TYPE = "application/problem+json";
  public static final String QUEUE_FULL = "queue_full";
  public static final String DRAINING = "draining";
  public static final String DATABASE_AWAY = "database_away";
  public static final String DEBOUNCED = "debounced";
  public static final String TOO_SLOW = "too_slow";
  public static final String ABOUT_BLANK = "about:blank";
  public static final String QUOTA =
      "https://iana.org/assignments/http-problem-types#quota-exceeded";

  public static Problem of(int status, String title) {
    return new Problem(
        ABOUT_BLANK,
        title,
        status,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /// More than the server takes of one user.
  ///
  /// @param endpoint the limit that was hit
  /// @param seconds until there is more
  public static Problem tooMany(String endpoint, long seconds) {
    return new Problem(
            QUOTA,
            "Too many requests. Please wait.",
            429,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(endpoint))
        .withRetryAfter(seconds);
  }

  public Problem withDetail(String text) {
    return new Problem(type, title, status, Optional.of(text), code, retryAfter, endpoint);
  }

  public Problem withCode(String word) {
    return new Problem(type, title, status, detail, Optional.of(word), retryAfter, endpoint);
  }

  public Problem withRetryAfter(long seconds) {
    return new Problem(
        type, title, status, detail, code, OptionalLong.of(Math.max(1, seconds)), endpoint);
  }
}
