package org.shuttersend.receiver.http;

import java.util.HashMap;
import java.util.Map;
import org.shuttersend.wire.Names;
import org.shuttersend.wire.Problem;

/// A request that is answered with a problem.
final class Refusal extends RuntimeException {
  private static final long FULL_SECONDS = 5;
  private static final long AWAY_SECONDS = 5;

  private final transient Problem problem;
  private final transient Map<String, String> headers = new HashMap<>();

  Refusal(Problem problem) {
    // Thrown to be answered, not to be looked into: no stack trace.
    super(problem.title(), null, false, false);
    this.problem = problem;
    problem
        .retryAfter()
        .ifPresent(seconds -> headers.put(Names.RETRY_AFTER, Long.toString(seconds)));
  }

  static Refusal of(int status, String title) {
    return new Refusal(Problem.of(status, title));
  }

  /// One that no repetition will help, and whose kind programs can tell.
  static Refusal of(int status, String code, String title) {
    return new Refusal(Problem.of(status, title).withCode(code));
  }

  static Refusal queueFull() {
    return new Refusal(
        Problem.of(503, "Queue is full, try again later")
            .withCode(Problem.QUEUE_FULL)
            .withRetryAfter(FULL_SECONDS));
  }

  /// Nothing is known of what was asked, nor was it done for sure: to be asked again.
  static Refusal databaseAway() {
    return new Refusal(
        Problem.of(503, "The receiver's database is away, try again later")
            .withCode(Problem.DATABASE_AWAY)
            .withRetryAfter(AWAY_SECONDS));
  }

  static Refusal diskFull() {
    return of(507, "The receiver's disk is full");
  }

  static Refusal notFound() {
    return of(404, "There is nothing here");
  }

  Refusal with(String header, Object value) {
    headers.put(header, String.valueOf(value));
    return this;
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
