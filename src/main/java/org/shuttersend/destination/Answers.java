package org.shuttersend.destination;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.shuttersend.model.Failure;
import org.shuttersend.model.Reason;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// What an HTTP answer that is not the hoped-for one means. The only place that looks at status
/// codes for failures.
public final class Answers {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration PORTAL_WAIT = Duration.ofSeconds(30);
  private static final long PROBLEM_LIMIT = 64 * 1024;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private Answers() {}

  public static Failure failure(Response response, Clock clock) {
    int status = response.code();
    Optional<Problem> problem = problem(response);
    return switch (status) {
      case 401, 403 -> new Failure.StopAll(Reason.of(Reason.Code.TOKEN_REFUSED));
      // Somebody has to pay before it takes any photo.
      case 402 -> new Failure.StopAll(notAccepted(status, problem));
      // An upload that expired is handled where uploads are: here the address itself is wrong, or
      // something in between has lost its server for a moment. No photo is to blame.
      case 404, 405, 410 -> notAReceiver(status, clock);
      // So is what speaks of the way we ask, which is the same for all photos, and what a network
      // says that wants a log-in first.
      case 407, 411, 412, 417, 421, 426, 428, 451, 501, 505, 510, 511 ->
          notAReceiver(status, clock);
      // A proxy's patience with slow bytes is over: the network's doing, not the photo's.
      case 408 -> new Failure.Retry(Reason.of(Reason.Code.NO_ANSWER));
      case 409 -> new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, "409"));
      // With a time it is too large at the moment only.
      case 413 ->
          waited(response, clock).isPresent()
              ? hold(Reason.Code.SERVER_BUSY, response, problem, clock)
              : new Failure.GiveUp(Reason.of(Reason.Code.TOO_LARGE));
      case 423, 425 -> new Failure.Retry(Reason.of(Reason.Code.SERVER_BUSY));
      // The last two are hosters' own words for it.
      case 429, 509, 529 -> hold(Reason.Code.SERVER_BUSY, response, problem, clock);
      case Names.CHECKSUM_MISMATCH -> new Failure.Retry(Reason.of(Reason.Code.DAMAGED_ON_THE_WAY));
      case 503 -> hold(unavailable(problem), response, problem, clock);
      case 507 -> new Failure.StopAll(Reason.of(Reason.Code.SERVER_DISK_FULL));
      default -> byClass(status, problem, clock);
    };
  }

  /// What an answer says that everybody is to heed, if anything.
  static Optional<Failure> hold(Response response, Clock clock) {
    return switch (response.code()) {
      case 429, 503, 509, 529 -> Optional.of(failure(response, clock));
      default -> Optional.empty();
    };
  }

  private static Failure byClass(int status, Optional<Problem> problem, Clock clock) {
    return switch (status / 100) {
      case 4 -> new Failure.GiveUp(notAccepted(status, problem));
      case 5 -> new Failure.Retry(Reason.of(Reason.Code.SERVER_ERROR, Integer.toString(status)));
      default -> notAReceiver(status, clock);
    };
  }

  private static Reason notAccepted(int status, Optional<Problem> problem) {
    String words = problem.map(p -> p.detail().orElse(p.title())).orElse("HTTP " + status);
    var args = new ArrayList<>(List.of(Integer.toString(status), words));
    problem.flatMap(Problem::code).ifPresent(args::add);
    return new Reason(Reason.Code.NOT_ACCEPTED, args);
  }

  private static Failure notAReceiver(int status, Clock clock) {
    return notAReceiver("HTTP " + status, clock);
  }

  /// An answer of something else: a hotel's log-in page, another program. Photos wait; it may be
  /// gone in a minute.
  public static Failure notAReceiver(String what, Clock clock) {
    return new Failure.HoldAll(
        Reason.of(Reason.Code.NOT_A_RECEIVER, what), clock.instant().plus(PORTAL_WAIT));
  }

  private static Reason.Code unavailable(Optional<Problem> problem) {
    return problem.flatMap(Problem::code).filter(Problem.QUEUE_FULL::equals).isPresent()
        ? Reason.Code.SERVER_QUEUE_FULL
        : Reason.Code.SERVER_UNAVAILABLE;
  }

  private static Failure hold(
      Reason.Code code, Response response, Optional<Problem> problem, Clock clock) {
    OptionalLong inBody = problem.map(Problem::retryAfter).orElse(OptionalLong.empty());
    Duration wait =
        waited(response, clock)
            .orElse(inBody.isPresent() ? Duration.ofSeconds(inBody.getAsLong()) : DEFAULT_WAIT);
    return new Failure.HoldAll(Reason.of(code), clock.instant().plus(bounded(wait)));
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
      return Duration.ofSeconds(1);
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /// What `Retry-After` says: seconds, or a time, which is the server's, as its `Date` is. A
  /// workstation's own clock may be wrong.
  private static Optional<Duration> waited(Response response, Clock clock) {
    String value = response.header(Names.RETRY_AFTER, "").strip();
    if (DIGITS.matcher(value).matches()) {
      return Optional.of(
          value.length() > 9 ? LONGEST_WAIT : Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant at = response.headers().getInstant(Names.RETRY_AFTER);
    if (at == null) {
      return Optional.empty();
    }
    Instant now = response.headers().getInstant("Date");
    return Optional.of(Duration.between(now == null ? clock.instant() : now, at));
  }

  private static Optional<Problem> problem(Response response) {
    if (!response.header("Content-Type", "").toLowerCase(Locale.ROOT).contains("json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(response.peekBody(PROBLEM_LIMIT).string(), Problem.class));
    } catch (IOException | Json.MalformedJson e) {
      return Optional.empty();
    }
  }
}
