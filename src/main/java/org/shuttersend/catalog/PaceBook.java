package org.shuttersend.catalog;

import java.time.Instant;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.model.Pace;

/// How photos go, and what everything waits for, noted for whoever looks into the catalog. Any
/// thread; nobody waits.
public final class PaceBook {
  private final Database database;

  PaceBook(Database database) {
    this.database = database;
  }

  /// Notes what everything waits for.
  public void waitsFor(Optional<Pace.Hold> hold) {
    var _ =
        database.submit(session -> {
          Waiting.write(session, hold);
          return 0;
        });
  }

  /// Notes how fast photos go; empty when none does.
  public void goes(Optional<Pace> pace, Instant now) {
    var _ =
        database.submit(session -> {
          Going.write(session, pace, now);
          return 0;
        });
  }
}
