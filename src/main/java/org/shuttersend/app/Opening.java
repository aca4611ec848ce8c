package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.shuttersend.catalog.Rebuilt;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Limits;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.text.Texts;

/// Opens what a program needs, and says in words why it cannot.
final class Opening {
  private final Inputs inputs;
  private final Texts texts;
  private final Consumer<String> notices;
  private final Clock clock;

  /// @param notices takes sentences the user should read, though nothing has to be done
  Opening(Inputs inputs, Texts texts, Consumer<String> notices, Clock clock) {
    this.inputs = inputs;
    this.texts = texts;
    this.notices = notices;
    this.clock = clock;
  }

  DataFolder data(Path folder) throws Refusal {
    try {
      return DataFolder.take(folder);
    } catch (DataFolder.InUse e) {
      throw inputs.refusal("input.data.used", folder);
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", folder, Inputs.why(e));
    }
  }

  /// A data folder inside a hot folder would be watched while it is written.
  void apart(Path data, List<Path> hotFolders) throws Refusal {
    for (Path hotFolder : hotFolders) {
      if (data.startsWith(hotFolder)) {
        throw inputs.refusal("input.folder.holds.data", data, hotFolder);
      }
    }
  }

  /// For the window: a pause that it was closed in goes on.
  Pipeline pipeline(
      DataFolder data, List<ChosenFolder> folders, Limits limits, URI server, String token)
      throws Refusal {
    return pipeline(data, folders, limits, true, server, token, _ -> {});
  }

  /// @param staysPaused whether a pause that the last run was in goes on
  /// @param onMoved hears of each file that was moved after it was sent
  Pipeline pipeline(
      DataFolder data,
      List<ChosenFolder> folders,
      Limits limits,
      boolean staysPaused,
      URI server,
      String token,
      Consumer<MovedPhoto> onMoved)
      throws Refusal {
    try {
      Pipeline pipeline =
          Pipeline.start(data.path(), folders, limits, staysPaused, server, token, clock, onMoved);
      pipeline.catalog().rebuilt().ifPresent(this::tell);
      return pipeline;
    } catch (IOException | DatabaseException e) {
      throw inputs.unopened(data.path(), e);
    }
  }

  private void tell(Rebuilt rebuilt) {
    String aside =
        rebuilt.aside().map(path -> texts.get("catalog.aside", path.toString()) + " ").orElse("");
    String anew =
        rebuilt
            .backup()
            .map(time -> texts.get("catalog.anew.backup", texts.moment(time, clock.getZone())))
            .orElseGet(() -> texts.get("catalog.anew"));
    notices.accept(texts.get("catalog.damaged") + " " + aside + anew);
  }
}
