package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Options that say which receiver is meant: by where its photos arrive, or by its data.
final class ReceiverFolder {
  private static final String DATA = ".shuttersend";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--into", paramLabel = "DIR")
  private Optional<Path> into = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  /// Where its database is.
  Path data() {
    if (into.isEmpty() && data.isEmpty()) {
      throw new CommandLine.MissingParameterException(
          spec.commandLine(), spec.findOption("--into"), "--into");
    }
    return data(into.orElse(Path.of("")).toAbsolutePath().normalize(), data);
  }

  /// @param into absolute
  static Path data(Path into, Optional<Path> data) {
    return data.map(Path::toAbsolutePath).orElse(into.resolve(DATA)).normalize();
  }
}
