package org.shuttersend.receiver.analyse;

import java.net.URI;
import java.time.Duration;

/// How the analyser is asked.
///
/// @param analyser where to
/// @param concurrentRequests the most at once
/// @param timeout of one request
public record AnalyserSettings(URI analyser, int concurrentRequests, Duration timeout) {
  public static final int CONCURRENT_REQUESTS = 10;
  public static final int MOST_REQUESTS = 256;
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// @throws IllegalArgumentException if it cannot be asked so
  public AnalyserSettings {
    boolean http = "http".equals(analyser.getScheme()) || "https".equals(analyser.getScheme());
    if (!http || analyser.getHost() == null) {
      throw new IllegalArgumentException("The analyser needs an http or https address");
    }
    if (concurrentRequests < 1 || concurrentRequests > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          "At least one request at once, " + MOST_REQUESTS + " at most");
    }
  }

  public AnalyserSettings(URI analyser, int concurrentRequests) {
    this(analyser, concurrentRequests, TIMEOUT);
  }

  /// As long as nobody else takes a photo up that is being asked about.
  Duration lease() {
    return timeout.multipliedBy(6);
  }
}
