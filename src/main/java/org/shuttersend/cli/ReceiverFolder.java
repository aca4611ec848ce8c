package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.settings.ReceiverSettings;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
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

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  /// Where its database is, if that is on a server.
  Optional<PostgresServer> server(Inputs inputs, Map<String, String> environment) throws Refusal {
    return database.server(inputs, environment, ReceiverSettings.USUAL);
  }

  /// Where its database is otherwise.
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
