package org.shuttersend.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.HotFolder;
import org.shuttersend.settle.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shuttersend scan`: what of a folder would be sent, and why the rest would not.
@Command(
    name = "scan",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScanCommand implements Callable<Integer> {
  private final Inputs inputs;
  private final Surroundings surroundings;

  @Parameters(arity = "1", paramLabel = "DIR")
  private Path folder = Path.of("");

  @Mixin private final ChoosingOptions options = new ChoosingOptions();

  @Option(names = "--all")
  private boolean all;

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--json")
  private boolean json;

  ScanCommand(Inputs inputs, Surroundings surroundings) {
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Refusal {
    Path root = inputs.folder(folder);
    Choosing choosing = options.read(inputs);
    Optional<Catalog> opened = catalog();
    try {
      Optional<HotFolder> known = opened.flatMap(catalog -> catalog.folder(root));
      HotFolder scanned = known.orElse(new HotFolder(0, String.valueOf(root.getFileName()), root));
      ScanOutput out =
          json
              ? new JsonScanOutput(surroundings.out())
              : new TextScanOutput(surroundings.out(), surroundings.texts(), all);
      var run =
          new DryRun(choosing, known.isPresent() ? opened : Optional.empty(), Look.onDisk(), out);
      return run.run(scanned).needsAttention() ? Exit.ATTENTION : Exit.DONE;
    } finally {
      opened.ifPresent(Catalog::close);
    }
  }

  /// The one that was named, which has to be there; else the user's own, if there is one.
  private Optional<Catalog> catalog() throws Refusal {
    Path own = surroundings.places().data();
    if (data.isEmpty() && !Files.isRegularFile(own.resolve(Catalog.FILE))) {
      return Optional.empty();
    }
    return Optional.of(CatalogReader.open(data.orElse(own), surroundings.clock(), inputs));
  }
}
