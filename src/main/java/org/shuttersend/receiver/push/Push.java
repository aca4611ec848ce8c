package org.shuttersend.receiver.push;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One signed POST to a hook, bounded in time as a whole. Redirects are not followed: where they
/// lead to was never looked at.
final class Push implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .build();

  private final Clock clock;
  private final Duration patience;

  /// @param patience from the beginning to the answer
  Push(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  Attempt send(Target target, Reach reach, Notice notice) throws InterruptedException {
    String shown = target.shown();
    try {
      if (!reach.allows(target.url().getHost())) {
        return Attempt.failed(
            shown, Attempt.End.IN_VAIN, "It is in a private network, which is not allowed");
      }
    } catch (UnknownHostException e) {
      return Attempt.failed(shown, Attempt.End.TRY_AGAIN, "No address is known for its name");
    }
    CompletableFuture<HttpResponse<Boolean>> answer =
        client.sendAsync(request(target, notice), _ -> new BriefAnswer());
    try {
      return judged(shown, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return Attempt.failed(shown, Attempt.End.TRY_AGAIN, late());
    } catch (ExecutionException e) {
      return Attempt.failed(
          shown, Attempt.End.TRY_AGAIN, why(Objects.requireNonNullElse(e.getCause(), e)));
    } finally {
      boolean _ = answer.cancel(true);
    }
  }

  private HttpRequest request(Target target, Notice notice) {
    return HttpRequest.newBuilder(target.url())
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Shuttersend")
        .header("Shuttersend-Notice", notice.id())
        .header(Signature.HEADER, Signature.of(target.secret(), clock.instant(), notice.body()))
        .POST(BodyPublishers.ofString(notice.body()))
        .build();
  }

  private static Attempt judged(String shown, int status) {
    if (status >= 200 && status < 300) {
      return Attempt.sent(shown, status);
    }
    if (status >= 300 && status < 400) {
      return Attempt.answered(
          shown, status, Attempt.End.IN_VAIN, "It leads elsewhere, which is not followed");
    }
    boolean passing = status >= 500 || PASSING.contains(status);
    return Attempt.answered(
        shown,
        status,
        passing ? Attempt.End.TRY_AGAIN : Attempt.End.IN_VAIN,
        "It answered " + status);
  }

  private String why(Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> late();
      case ConnectException _ -> "It does not take connections";
      default -> "The connection broke: " + cause.getMessage();
    };
  }

  private String late() {
    return "No answer in time";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
