package org.shuttersend.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.shuttersend.cli.Inputs;
import org.shuttersend.cli.Refusal;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Migrations;
import org.shuttersend.model.ChosenFolder;

/// Opens what a program needs, and says in words why it cannot.
final class Opening {
  private final Inputs inputs;
  private final Clock clock;

  Opening(Inputs inputs, Clock clock) {
    this.inputs = inputs;
    this.clock = clock;
  }

  DataFolder data(Path folder) throws Refusal {
    try {
      return DataFolder.take(folder);
    } catch (DataFolder.InUse e) {
      throw inputs.refusal("input.data.used", folder);
    } catch (IOException e) {
      throw inputs.refusal("input.data.unwritable", folder, e.getMessage());
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

  Pipeline pipeline(DataFolder data, List<ChosenFolder> folders, URI server, String token)
      throws Refusal {
    try {
      return Pipeline.start(data.path(), folders, server, token, clock);
    } catch (Migrations.NewerSchema e) {
      throw inputs.refusal("input.data.newer", data.path());
    } catch (IOException | DatabaseException e) {
      throw inputs.refusal("input.data.unreadable", data.path(), e.getMessage());
    }
  }
}
