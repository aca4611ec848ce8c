package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.QUEUED;

import java.sql.SQLException;
import java.time.Clock;
import org.shuttersend.database.Session;

/// What the user says of single photos; run within a transaction.
final class Wishes {
  /// How many photos were asked for: the later one goes after the earlier.
  private static final String ASKED = "asked";

  private final Clock clock;

  Wishes(Clock clock) {
    this.clock = clock;
  }

  int sendNow(Session session, long id) throws SQLException {
    session.update(
        "UPDATE photo SET upload_key = NULL, location = NULL, sha256 = NULL, job = NULL,"
            + " job_state = NULL, ticket = NULL, begun = 0 WHERE id = ? AND state IN (5, 9, 10)",
        id);
    return session.update(
        "UPDATE photo SET state = ?, version = version + 1, attempt = 0, due = ?,"
            // Asked for twice, it does not lose its place.
            + " rank = iif(state IN (0, 2) AND rank < 0, rank, ?), reason = NULL, changed = ?"
            + " WHERE id = ? AND latest = 1 AND state IN (0, 2, 5, 9, 10)",
        QUEUED,
        Rows.DUE_AT_ONCE,
        Rank.asked(Meta.count(session, ASKED)),
        clock.millis(),
        id);
  }

  int dismiss(Session session, long id) throws SQLException {
    return session.update(
        "UPDATE photo AS p SET state = ?, version = version + 1, due = NULL, changed = ?"
            + " WHERE id = ? AND (state IN (5, 9) OR (state IN (0, 2) AND NOT "
            + Connected.IS_HERE
            + "))",
        StateCode.DISMISSED,
        clock.millis(),
        id);
  }
}
