package org.shuttersend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.database.DatabaseException;

/// Opens a catalog to look into it, also while a watcher works with it.
final class CatalogReader {
  private CatalogReader() {}

  static Catalog open(Path data, Clock clock, Inputs inputs) throws Refusal {
    if (Files.notExists(data.resolve(Catalog.FILE))) {
      throw inputs.refusal("input.data.empty", data);
    }
    try {
      return Catalog.look(data, clock);
    } catch (IOException | DatabaseException e) {
      throw inputs.unopened(data, e);
    }
  }
}
