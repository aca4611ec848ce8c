package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.DUPLICATE;
import static org.shuttersend.catalog.StateCode.SENDING;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Session;
import org.shuttersend.model.Reason;

/// The ways out of SENDING but for acceptance; run within a transaction.
final class Leave {
  private final Clock clock;

  Leave(Clock clock) {
    this.clock = clock;
  }

  /// A version that is not the latest any more has nothing to wait for: it is superseded. Bytes
  /// that were damaged on the way may have been misread: nothing known about them is believed any
  /// more.
  ///
  /// @return whether the claim still held
  boolean to(
      Session session,
      Claim claim,
      int state,
      @Nullable Reason reason,
      @Nullable Instant due,
      boolean attempted,
      boolean begun)
      throws SQLException {
    boolean misread = reason != null && reason.code() == Reason.Code.DAMAGED_ON_THE_WAY;
    return session.update(
            "UPDATE photo SET state = iif(latest = 1, ?, ?), version = version + 1,"
                + " attempt = attempt + ?, begun = max(begun, ?), reason = ?, reason_args = ?,"
                + " due = iif(latest = 1, ?, NULL),"
                // What the user asked for stays at the head of the line until it failed for good.
                + " rank = iif(? AND (rank >= 0 OR ? <> 0), ?, rank), changed = ?,"
                + " sha256 = iif(?, NULL, sha256), upload_key = iif(?, NULL, upload_key),"
                + " location = iif(?, NULL, location)"
                + " WHERE id = ? AND state = ? AND version = ?",
            state,
            SUPERSEDED,
            attempted ? 1 : 0,
            begun ? 1 : 0,
            reason == null ? null : reason.code().name(),
            reason == null ? null : Rows.args(reason),
            due == null ? null : due.toEpochMilli(),
            attempted,
            state,
            due == null ? 0 : Rank.tried(due.toEpochMilli()),
            clock.millis(),
            misread,
            misread,
            misread,
            claim.id(),
            SENDING,
            claim.version())
        == 1;
  }

  /// @param of the photo that has the same content, if it is one of ours
  boolean asDuplicate(Session session, Claim claim, byte[] sha, @Nullable Long of)
      throws SQLException {
    return session.update(
            "UPDATE photo SET state = ?, version = version + 1, sha256 = ?, duplicate_of = ?,"
                + " reason = NULL, changed = ? WHERE id = ? AND state = ? AND version = ?",
            DUPLICATE,
            sha,
            of,
            clock.millis(),
            claim.id(),
            SENDING,
            claim.version())
        == 1;
  }
}
