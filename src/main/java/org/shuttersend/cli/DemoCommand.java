package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `shuttersend demo`.
@Command(
    name = "demo",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private final Programs programs;
  private final Inputs inputs;

  @Option(names = "--photos", paramLabel = "DIR")
  private Optional<Path> photos = Optional.empty();

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "20")
  private int seconds;

  @Option(names = "--keep", paramLabel = "DIR")
  private Optional<Path> keep = Optional.empty();

  @Mixin private final LimitOptions limits = new LimitOptions();

  DemoCommand(Programs programs, Inputs inputs) {
    this.programs = programs;
    this.inputs = inputs;
  }

  @Override
  public Integer call() throws Refusal {
    inputs.between("--seconds", seconds, 0, 3600);
    Optional<Path> from = photos.isPresent() ? Optional.of(inputs.folder(photos.get())) : photos;
    return programs.demo(
        new Programs.DemoRequest(
            from, keep.map(Path::toAbsolutePath), seconds, limits.read(inputs)));
  }
}
