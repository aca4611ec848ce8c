package org.shuttersend.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuttersend.model.Choosing;
import picocli.CommandLine.Option;

/// What of the folders is sent, as `watch` and `scan` take it.
final class ChoosingOptions {
  @Option(names = "--include", paramLabel = "PATTERN")
  private List<String> include = List.of();

  @Option(names = "--exclude", paramLabel = "PATTERN")
  private List<String> exclude = List.of();

  @Option(names = "--min-size", paramLabel = "SIZE")
  private Optional<String> least = Optional.empty();

  @Option(names = "--max-size", paramLabel = "SIZE")
  private Optional<String> most = Optional.empty();

  @Option(names = "--only-new")
  private boolean onlyNew;

  Choosing read(Inputs inputs) throws Refusal {
    inputs.notBlank("--include", include);
    inputs.notBlank("--exclude", exclude);
    var choosing =
        new Choosing(
            include,
            exclude,
            bytes("--min-size", least, inputs),
            bytes("--max-size", most, inputs),
            onlyNew);
    inputs.check(choosing);
    return choosing;
  }

  private static OptionalLong bytes(String option, Optional<String> typed, Inputs inputs)
      throws Refusal {
    return typed.isPresent()
        ? OptionalLong.of(inputs.bytes(option, typed.get()))
        : OptionalLong.empty();
  }
}
