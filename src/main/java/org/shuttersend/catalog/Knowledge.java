package org.shuttersend.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;

/// Looks up what became of files somebody sees in a folder.
public final class Knowledge {
  private final Database database;

  Knowledge(Database database) {
    this.database = database;
  }

  /// For each file the state of the version that is there now, empty if that is not known.
  public List<Optional<PhotoState>> of(List<ObservedFile> files) {
    return database.read(session -> {
      var states = new ArrayList<Optional<PhotoState>>();
      for (ObservedFile file : files) {
        states.add(
            session.first(
                "SELECT state FROM photo WHERE latest = 1 AND folder = ? AND path = ?"
                    + " AND size = ? AND modified = ? AND file_key IN (?, '')"
                    + " AND state NOT IN (7, 8)",
                row -> StateCode.state(row.getInt(1)),
                file.ref().folder().id(),
                file.ref().path(),
                file.stamp().size(),
                Rows.nanos(file.stamp().modified()),
                file.stamp().fileKey()));
      }
      return states;
    });
  }
}
