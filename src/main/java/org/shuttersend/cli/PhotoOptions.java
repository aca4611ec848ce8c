package org.shuttersend.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.receiver.PhotoSettings;
import org.shuttersend.receiver.analyse.AnalyserSettings;
import picocli.CommandLine.Option;

/// What the receiver does with photos beyond keeping them.
final class PhotoOptions {
  @Option(names = "--analyser", paramLabel = "URL", defaultValue = "${env:ANALYSER_URL:-}")
  private String analyser = "";

  @Option(
      names = "--analyser-requests",
      paramLabel = "N",
      defaultValue = "${env:ANALYSER_CONCURRENT_REQUESTS:-10}")
  private int requests;

  @Option(
      names = "--cache-seconds",
      paramLabel = "N",
      defaultValue = "${env:PHOTO_CACHE_SECONDS:-60}")
  private int cacheSeconds;

  PhotoSettings settings(Inputs inputs) throws Refusal {
    inputs.between("--analyser-requests", requests, 1, AnalyserSettings.MOST_REQUESTS);
    inputs.between(
        "--cache-seconds", cacheSeconds, PhotoSettings.LEAST_SECONDS, PhotoSettings.MOST_SECONDS);
    return new PhotoSettings(
        analyser.isBlank() ? Optional.empty() : Optional.of(asked(inputs)),
        Duration.ofSeconds(cacheSeconds));
  }

  private AnalyserSettings asked(Inputs inputs) throws Refusal {
    try {
      return new AnalyserSettings(URI.create(analyser.strip()), requests);
    } catch (IllegalArgumentException e) {
      throw inputs.refusal("input.analyser", analyser);
    }
  }
}
