package org.shuttersend.receiver;

import java.time.Duration;
import java.util.Optional;
import org.shuttersend.receiver.analyse.AnalyserSettings;

/// What is done with photos beyond keeping them.
///
/// @param analyser whom to ask about each; empty for nobody
/// @param pagesKept how long a page of photos is answered from memory
public record PhotoSettings(Optional<AnalyserSettings> analyser, Duration pagesKept) {
  public static final int LEAST_SECONDS = 30;
  public static final int MOST_SECONDS = 120;
  public static final PhotoSettings USUAL =
      new PhotoSettings(Optional.empty(), Duration.ofMinutes(1));

  /// @throws IllegalArgumentException if pages would be kept too long, or not long enough to help
  public PhotoSettings {
    if (pagesKept.toSeconds() < LEAST_SECONDS || pagesKept.toSeconds() > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "Pages are kept for %d to %d seconds".formatted(LEAST_SECONDS, MOST_SECONDS));
    }
  }
}
