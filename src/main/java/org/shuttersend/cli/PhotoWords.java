package org.shuttersend.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.shuttersend.receiver.PhotoSettings;
import org.shuttersend.receiver.analyse.AnalyserSettings;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.settings.ReceiverSettings;

/// What the receiver does with photos beyond keeping them, as it is set.
final class PhotoWords {
  private PhotoWords() {}

  static PhotoSettings settings(ReceiverSettings settings, Inputs inputs) throws Refusal {
    Optional<String> analyser = settings.text(ReceiverSetting.ANALYSER);
    int requests = settings.number(ReceiverSetting.ANALYSER_REQUESTS);
    return new PhotoSettings(
        analyser.isEmpty()
            ? Optional.empty()
            : Optional.of(asked(analyser.get(), requests, inputs)),
        Duration.ofSeconds(settings.number(ReceiverSetting.CACHE_SECONDS)));
  }

  private static AnalyserSettings asked(String address, int requests, Inputs inputs)
      throws Refusal {
    try {
      return new AnalyserSettings(URI.create(address), requests);
    } catch (IllegalArgumentException e) {
      throw inputs.refusal("input.analyser", address);
    }
  }
}
