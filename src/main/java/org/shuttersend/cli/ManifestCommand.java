package org.shuttersend.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.destination.Gate;
import org.shuttersend.destination.studio.StudioConnector;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.settings.Settings;
import org.shuttersend.settings.SettingsStore;
import org.shuttersend.settle.Look;
import org.shuttersend.watch.Whereabouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shuttersend manifest`: whether every photo of a folder is on the server, so that the card may
/// be formatted.
@Command(
    name = "manifest",
    resourceBundle = "org.shuttersend.cli.commands",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ManifestCommand implements Callable<Integer> {
  private final Inputs inputs;
  private final Surroundings surroundings;

  enum Format {
    TEXT,
    CSV,
    JSON
  }

  @Parameters(arity = "1", paramLabel = "FOLDER")
  private Path folder = Path.of("");

  @Option(names = "--format", paramLabel = "F", defaultValue = "TEXT")
  private Format format = Format.TEXT;

  @Option(names = "--verify")
  private boolean verify;

  @Option(names = "--offline")
  private boolean offline;

  @Option(names = "--to", paramLabel = "URL")
  private Optional<String> to = Optional.empty();

  @Option(names = "--token-file", paramLabel = "F")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Mixin private final ChoosingOptions options = new ChoosingOptions();

  @Option(names = "--allow-plain-http")
  private boolean plain;

  ManifestCommand(Inputs inputs, Surroundings surroundings) {
    this.inputs = inputs;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Refusal {
    Path start = inputs.folder(folder);
    Choosing typed = options.read(inputs);
    Path catalogs = data.orElseGet(surroundings.places()::data);
    try (Catalog catalog = CatalogReader.open(catalogs, surroundings.clock(), inputs)) {
      HotFolder hot = hotFolder(catalog, start);
      Settings settings = settings();
      Optional<String> server = to.or(catalog.knowledge()::destination);
      try (Holdings holdings = holdings(server, settings)) {
        var manifest =
            new Manifest(
                hot,
                catalog,
                typed.equals(Choosing.USUAL) ? choosing(settings, hot) : typed,
                whereabouts(catalog, hot),
                holdings,
                verify ? ContentReader.whole(Look.onDisk()) : ContentReader.none(),
                ContentReader.whole(Look.onDisk()),
                Touched.asTheSystemTells(),
                verify ? Manifest.READ_BATCH : Manifest.BATCH,
                output(server.orElse("")));
        return exit(manifest.run(FileRef.of(hot, start)));
      }
    }
  }

  private int exit(Optional<ManifestTally> tally) throws Refusal {
    if (tally.isEmpty()) {
      throw inputs.refusal("manifest.pulled", folder);
    }
    // A table that was cut off by a full disk must not be taken for one that is whole.
    if (surroundings.out().checkError()) {
      throw inputs.refusal("manifest.unwritten");
    }
    return tally.get().isSafe() ? Exit.DONE : Exit.ATTENTION;
  }

  /// The nearest one the folder is, or is in.
  private HotFolder hotFolder(Catalog catalog, Path start) throws Refusal {
    for (Path path = start; path != null; path = path.getParent()) {
      Optional<HotFolder> found = catalog.folder(path);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw inputs.refusal("manifest.folder", start);
  }

  private Settings settings() throws Refusal {
    try {
      return new SettingsStore(surroundings.places().settings()).load();
    } catch (IOException e) {
      throw inputs.unusable(e);
    }
  }

  private static Choosing choosing(Settings settings, HotFolder hot) {
    return settings.folders().stream()
        .filter(chosen -> chosen.root().equals(hot.root()))
        .map(ChosenFolder::choosing)
        .findFirst()
        .orElse(Choosing.USUAL);
  }

  private Whereabouts whereabouts(Catalog catalog, HotFolder hot) throws Refusal {
    try {
      return Whereabouts.judged(hot, (place, disk) -> catalog.diskBook().alike(hot, place, disk));
    } catch (IOException e) {
      throw inputs.refusal("manifest.pulled", folder);
    }
  }

  /// The token of the settings goes to the server of the settings, and nowhere else.
  private Holdings holdings(Optional<String> server, Settings settings) throws Refusal {
    if (offline || server.isEmpty()) {
      return Holdings.unasked(); // nothing was ever sent: nothing is to be asked
    }
    Optional<Path> token =
        tokenFile.or(
            () -> settings.server().equals(server) ? settings.tokenFile() : Optional.empty());
    if (token.isEmpty()) {
      throw inputs.refusal("manifest.token", server.get());
    }
    URI address = inputs.server(server.get(), plain);
    return AskedServer.connect(
        new StudioConnector(address, inputs.token(token.get()), surroundings.clock(), Gate.OPEN),
        inputs,
        surroundings.texts(),
        surroundings.clock(),
        Thread::sleep);
  }

  private ManifestOutput output(String server) {
    var words = new ManifestWords(surroundings.texts(), offline);
    return switch (format) {
      case TEXT -> new TextManifestOutput(surroundings.out(), surroundings.texts(), words);
      case CSV -> new CsvManifestOutput(surroundings.out(), server, words, surroundings.err());
      case JSON -> new JsonManifestOutput(surroundings.out(), server);
    };
  }
}
