package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `shuttersend receive`.
@Command(
    name = "receive",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReceiveCommand implements Callable<Integer> {
  private static final String DATA = ".shuttersend";

  private final Programs programs;
  private final Inputs inputs;

  @Option(names = "--into", paramLabel = "DIR", required = true)
  private Path into = Path.of("");

  @Option(names = "--port", paramLabel = "N", defaultValue = "8088")
  private int port;

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--token-file", paramLabel = "F")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--user", paramLabel = "NAME", defaultValue = "studio")
  private String user = "";

  @Option(names = "--workers", paramLabel = "N", defaultValue = "3")
  private int workers;

  @Option(names = "--queue-size", paramLabel = "N", defaultValue = "1000")
  private int queueSize;

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  ReceiveCommand(Programs programs, Inputs inputs) {
    this.programs = programs;
    this.inputs = inputs;
  }

  @Override
  public Integer call() throws Refusal {
    inputs.between("--port", port, 0, 65535);
    inputs.between("--workers", workers, 1, 64);
    inputs.between("--queue-size", queueSize, 1, 1_000_000);
    if (!user.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}") || user.endsWith(".")) {
      throw inputs.refusal("input.user", user);
    }
    Path target = into.toAbsolutePath().normalize();
    Path kept = data.map(Path::toAbsolutePath).orElse(target.resolve(DATA)).normalize();
    Path token = tokenFile.map(Path::toAbsolutePath).orElse(kept.resolve("token"));
    return programs.receive(
        new Programs.ReceiveRequest(
            target,
            kept,
            token,
            user,
            port,
            workers,
            queueSize,
            database.read(inputs, name -> Optional.ofNullable(System.getenv(name)))));
  }
}
