package org.shuttersend.catalog;

import java.time.Clock;
import java.util.List;
import org.shuttersend.database.Database;

/// Photos that the server had confirmed, and says it does not have any more. Any thread.
public final class Unheld {
  private final Database database;
  private final Clock clock;

  Unheld(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// They are sent again, as something the server never heard of, as far as they lie there still.
  public void add(List<Movable> photos) {
    database.write(session -> {
      for (Movable photo : photos) {
        session.update(
            "UPDATE photo SET state = ?, version = version + 1, moved = 0, due = ?, attempt = 0,"
                + " job = NULL, job_state = NULL, ticket = NULL, reason = NULL, upload_key = NULL,"
                + " location = NULL, begun = 0, duplicate_of = NULL, changed = ?"
                + " WHERE id = ? AND version = ? AND latest = 1 AND state IN (4, 6)"
                + " AND moved IN (0, 1, 5)",
            StateCode.QUEUED,
            Rows.DUE_AT_ONCE,
            clock.millis(),
            photo.id(),
            photo.version());
      }
      return photos.size();
    });
  }
}
