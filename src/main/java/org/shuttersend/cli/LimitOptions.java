package org.shuttersend.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.shuttersend.model.Limits;
import org.shuttersend.model.RateText;
import org.shuttersend.model.SendingRule;
import org.shuttersend.model.Timetable;
import org.shuttersend.model.TimetableException;
import org.shuttersend.model.TimetableText;
import org.shuttersend.text.Texts;
import picocli.CommandLine.Option;

/// How much, how fast and when is sent, as `watch` and `demo` take it.
final class LimitOptions {
  @Option(names = "--max-uploads", paramLabel = "N")
  private Optional<Integer> uploads = Optional.empty();

  @Option(names = "--max-requests", paramLabel = "N")
  private Optional<Integer> requests = Optional.empty();

  @Option(names = "--limit-rate", paramLabel = "RATE")
  private Optional<String> rate = Optional.empty();

  @Option(names = "--timetable", paramLabel = "TEXT")
  private Optional<String> timetable = Optional.empty();

  @Option(names = "--pause-on-metered")
  private boolean metered;

  @Option(names = "--pause-on-battery")
  private boolean battery;

  Limits read(Inputs inputs) throws Refusal {
    int most = uploads.orElse(Limits.USUAL_UPLOADS);
    inputs.between("--max-uploads", most, 1, Limits.MOST_UPLOADS);
    if (requests.isPresent()) {
      inputs.between("--max-requests", requests.get(), 1, Limits.MOST_REQUESTS);
    }
    return new Limits(
        most,
        requests.map(OptionalInt::of).orElse(OptionalInt.empty()),
        rate(inputs),
        timetable(inputs),
        metered,
        battery);
  }

  private OptionalLong rate(Inputs inputs) throws Refusal {
    if (rate.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong read = RateText.read(rate.get());
    long bytesPerSecond = read.orElse(0);
    if (bytesPerSecond < SendingRule.LEAST || bytesPerSecond > SendingRule.MOST) {
      throw inputs.refusal("input.rate", "--limit-rate", Texts.printable(rate.get()));
    }
    return read;
  }

  private Timetable timetable(Inputs inputs) throws Refusal {
    try {
      return TimetableText.read(timetable.orElse(""));
    } catch (TimetableException e) {
      throw inputs.noTimetable(e.problem());
    }
  }
}
