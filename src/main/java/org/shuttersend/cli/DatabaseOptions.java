package org.shuttersend.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.settings.ReceiverSetting;
import org.shuttersend.settings.ReceiverSettings;
import org.shuttersend.settings.TokenFile;
import picocli.CommandLine.Option;

/// The database a receiver has together with others. Its user and password are in no command line,
/// where everybody on the machine could read them: they come from the environment, or from a file.
final class DatabaseOptions {
  @Option(names = "--db", paramLabel = "URL")
  private Optional<String> url = Optional.empty();

  @Option(names = "--db-file", paramLabel = "F")
  private Optional<Path> file = Optional.empty();

  /// Empty where the receiver has its database for itself.
  Optional<PostgresServer> server(
      Inputs inputs, Map<String, String> environment, ReceiverSettings settings) throws Refusal {
    if (url.isEmpty()) {
      if (file.isPresent()) {
        throw inputs.refusal("input.db.file.alone");
      }
      return Optional.empty();
    }
    String server = url.get().strip();
    if (PostgresServer.tellsSecrets(server)) {
      throw inputs.refusal("input.db.secret");
    }
    if (!server.startsWith(PostgresServer.PREFIX + "//")) {
      throw inputs.refusal("input.db.url", server);
    }
    Properties login = fromFile(inputs);
    return Optional.of(
        new PostgresServer(
            server,
            text(environment, "DB_USER", login, "user").orElse(System.getProperty("user.name", "")),
            text(environment, "DB_PASSWORD", login, "password").orElse(""),
            settings.number(ReceiverSetting.DB_POOL_SIZE),
            settings.number(ReceiverSetting.DB_MAX_OVERFLOW)));
  }

  /// The environment goes before the file.
  private static Optional<String> text(
      Map<String, String> environment, String variable, Properties login, String key) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .or(() -> Optional.ofNullable(login.getProperty(key)));
  }

  private Properties fromFile(Inputs inputs) throws Refusal {
    var properties = new Properties();
    if (file.isPresent()) {
      try {
        if (TokenFile.readableByOthers(file.get())) {
          throw inputs.refusal("input.db.file.open", file.get());
        }
        try (Reader reader = Files.newBufferedReader(file.get())) {
          properties.load(reader);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw inputs.refusal("input.db.file", file.get(), String.valueOf(e.getMessage()));
      }
    }
    return properties;
  }
}
