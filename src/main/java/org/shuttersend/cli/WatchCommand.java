package org.shuttersend.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.model.AfterUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shuttersend watch`.
@Command(
    name = "watch",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WatchCommand implements Callable<Integer> {
  private final Programs programs;
  private final Inputs inputs;
  private final Surroundings surroundings;

  @Parameters(arity = "1..*", paramLabel = "DIR")
  private List<Path> folders = List.of();

  @Option(names = "--to", paramLabel = "URL", required = true)
  private String server = "";

  @Option(names = "--token-file", paramLabel = "F", required = true)
  private Path tokenFile = Path.of("");

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Mixin private final ChoosingOptions choosing = new ChoosingOptions();

  @Option(names = "--after", paramLabel = "WHAT", defaultValue = "KEEP")
  private AfterUpload.Action after = AfterUpload.Action.KEEP;

  @Option(names = "--after-folder", paramLabel = "NAME", defaultValue = AfterUpload.USUAL_FOLDER)
  private String afterFolder = AfterUpload.USUAL_FOLDER;

  @Mixin private final LimitOptions limits = new LimitOptions();

  @Option(names = "--once")
  private boolean once;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--allow-plain-http")
  private boolean plain;

  WatchCommand(Programs programs, Inputs inputs, Surroundings surroundings) {
    this.programs = programs;
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Refusal {
    return programs.watch(
        new Programs.WatchRequest(
            inputs.hotFolders(folders),
            inputs.server(server, plain),
            inputs.token(tokenFile),
            data.orElseGet(surroundings.places()::data).toAbsolutePath().normalize(),
            once,
            json,
            choosing.read(inputs),
            new AfterUpload(after, inputs.afterFolder(afterFolder)),
            limits.read(inputs)));
  }
}
