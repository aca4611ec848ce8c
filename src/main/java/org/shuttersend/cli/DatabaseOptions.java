package org.shuttersend.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.receiver.Receiver;
import org.shuttersend.settings.TokenFile;
import picocli.CommandLine.Option;

/// The database a receiver has together with others. Its user and password are in no command line,
/// where everybody on the machine could read them: they come from the environment, or from a file.
final class DatabaseOptions {
  private static final int LONGEST_LEASE = 3600;
  private static final int MOST_CONNECTIONS = 1000;

  @Option(names = "--db", paramLabel = "URL")
  private Optional<String> url = Optional.empty();

  @Option(names = "--db-file", paramLabel = "F")
  private Optional<Path> file = Optional.empty();

  /// @param environment a variable's value
  Optional<Receiver.Shared> read(Inputs inputs, Function<String, Optional<String>> environment)
      throws Refusal {
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
    var settings = new Settings(inputs, environment, fromFile(inputs));
    return Optional.of(
        new Receiver.Shared(
            new PostgresServer(
                server,
                settings.text("DB_USER", "user").orElse(System.getProperty("user.name", "")),
                settings.text("DB_PASSWORD", "password").orElse(""),
                settings.number(
                    "DB_POOL_SIZE",
                    "poolSize",
                    PostgresServer.USUAL_POOL_SIZE,
                    1,
                    MOST_CONNECTIONS),
                settings.number(
                    "DB_MAX_OVERFLOW",
                    "maxOverflow",
                    PostgresServer.USUAL_OVERFLOW,
                    0,
                    MOST_CONNECTIONS)),
            Duration.ofSeconds(
                settings.number(
                    "PHOTO_QUEUE_LEASE_SECONDS",
                    "leaseSeconds",
                    (int) Receiver.Shared.USUAL_LEASE.toSeconds(),
                    1,
                    LONGEST_LEASE))));
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

  /// The environment goes before the file.
  private record Settings(
      Inputs inputs, Function<String, Optional<String>> environment, Properties file) {

    Optional<String> text(String variable, String key) {
      return environment
          .apply(variable)
          .filter(value -> !value.isEmpty())
          .or(() -> Optional.ofNullable(file.getProperty(key)));
    }

    int number(String variable, String key, int usual, int least, int most) throws Refusal {
      Optional<String> typed = text(variable, key).map(String::strip);
      if (typed.isEmpty()) {
        return usual;
      }
      int number = typed.get().matches("[0-9]{1,9}") ? Integer.parseInt(typed.get()) : -1;
      inputs.between(variable, number, least, most);
      return number;
    }
  }
}
