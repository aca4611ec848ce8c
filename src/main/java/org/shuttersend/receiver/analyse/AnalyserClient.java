package org.shuttersend.receiver.analyse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuttersend.receiver.analyse.Verdict.Why;
import org.shuttersend.wire.Json;

/// Asks the analyser about one photo: a POST of the larger preview, `image/jpeg`, with the photo's
/// id, hash, size and path in headers. A RAW is thereby as good as a JPEG, and the analyser needs
/// no access to the receiver. Its failures are typed here.
final class AnalyserClient implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;

  private final URI analyser;
  private final Duration timeout;
  private final HttpClient client;

  /// @param timeout of a whole request, from connecting to the last byte of the answer
  AnalyserClient(URI analyser, Duration timeout) {
    this.analyser = analyser;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Verdict ask(AnalysisBook.Claimed photo, byte[] jpeg) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(analyser)
            .timeout(timeout)
            .header("Content-Type", "image/jpeg")
            .header("Accept", "application/json")
            .header("Shuttersend-Photo", photo.photoId())
            .header("Shuttersend-Sha256", photo.sha256())
            .header("Shuttersend-Size", Long.toString(photo.size()))
            .header("Shuttersend-Path", encoded(photo.path()))
            .POST(BodyPublishers.ofByteArray(jpeg))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return verdict(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Verdict.Failed(
          "The analyser did not answer in " + timeout.toSeconds() + " s", Why.UNREACHABLE);
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private static Verdict failed(Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
      return new Verdict.Failed("The analyser cannot be reached", Why.UNREACHABLE);
    }
    boolean longer =
        cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity");
    return longer
        ? new Verdict.Failed(
            "The analyser's answer is longer than " + MOST_BYTES + " bytes", Why.THIS_PHOTO)
        : new Verdict.Failed("The analyser did not answer: " + cause.getMessage(), Why.TROUBLE);
  }

  private static Verdict verdict(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 429 || status == 503) {
      return new Verdict.Busy(
          "The analyser has too much to do (" + status + ")", retryAfter(answer));
    }
    if (status < 200 || status > 299) {
      boolean forGood = status < 500 && status != 408;
      return new Verdict.Failed(
          "The analyser answered " + status, forGood ? Why.THIS_PHOTO : Why.TROUBLE);
    }
    String json = new String(answer.body(), StandardCharsets.UTF_8);
    try {
      Object _ = Json.read(json, Object.class);
      return new Verdict.Answered(json);
    } catch (Json.MalformedJson e) {
      return new Verdict.Failed("The analyser's answer is not JSON", Why.THIS_PHOTO);
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  /// Headers hold ASCII only.
  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /// Cuts what is under way.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
