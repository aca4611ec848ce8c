package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.HELD;
import static org.shuttersend.catalog.StateCode.SENDING;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Reason;

/// What a claimed photo's content tells: new, sent before from another path, or only touched. Run
/// within a transaction.
final class Contents {
  private static final Duration TWIN_PAUSE = Duration.ofSeconds(1);

  private final Leave leave;
  private final Clock clock;

  Contents(Leave leave, Clock clock) {
    this.leave = leave;
    this.clock = clock;
  }

  /// @param serverKnows whether the server can be asked what it has: what was accepted once may
  ///   have been deleted there, and only the server can tell
  AfterHash afterHash(Session session, Claim claim, ContentHash hash, boolean serverKnows)
      throws SQLException {
    byte[] sha = hash.bytes();
    if (!claim.begun() && onlyTouched(session, claim, sha)) {
      return new AfterHash.Settled(claim);
    }
    Optional<Twin> twin = twin(session, claim, sha, serverKnows);
    // A twin that is an older version of its path has lost its place at the server: only the server
    // can bring it back, or say that it cannot.
    if (twin.isEmpty() || (twin.get().accepted() && (serverKnows || !twin.get().latest()))) {
      int changed =
          session.update(
              "UPDATE photo SET version = version + 1, sha256 = ?"
                  + " WHERE id = ? AND state = ? AND version = ?",
              sha,
              claim.id(),
              SENDING,
              claim.version());
      return changed == 1
          ? new AfterHash.Ready(claim.next(Optional.of(hash), claim.location()))
          : new AfterHash.Settled(claim);
    }
    if (twin.get().accepted()) {
      leave.asDuplicate(session, claim, sha, twin.get().id());
    } else {
      Instant later = clock.instant().plus(TWIN_PAUSE);
      leave.to(session, claim, HELD, Reason.of(Reason.Code.TWIN_UNDER_WAY), later, false, false);
    }
    return new AfterHash.Settled(claim);
  }

  /// The version before this one has the same content and was accepted: it is that version, with a
  /// new stamp.
  private static boolean onlyTouched(Session session, Claim claim, byte[] sha) throws SQLException {
    Optional<Long> before =
        session.first(
            "SELECT iif(sha256 = ? AND state IN (3, 4, 6), id, NULL) FROM photo"
                + " WHERE latest = 0 AND folder = ? AND path = ? AND id < ?"
                + "   AND disk IN (0, (SELECT disk FROM photo WHERE id = ?))"
                + " ORDER BY id DESC LIMIT 1",
            row -> row.getLong(1),
            sha,
            claim.file().ref().folder().id(),
            claim.file().ref().path(),
            claim.id(),
            claim.id());
    if (before.isEmpty() || before.get() == 0) {
      return false;
    }
    int removed =
        session.update(
            "DELETE FROM photo WHERE id = ? AND state = ? AND version = ? AND latest = 1",
            claim.id(),
            SENDING,
            claim.version());
    if (removed == 1) {
      session.update(
          "UPDATE photo SET latest = 1, size = ?, modified = ?, file_key = ?, disk = ?"
              + " WHERE id = ?",
          claim.file().stamp().size(),
          Rows.nanos(claim.file().stamp().modified()),
          claim.file().stamp().fileKey(),
          new Disks(session).id(claim.file().disk()),
          before.get());
    }
    return removed == 1;
  }

  private record Twin(long id, boolean accepted, boolean latest) {}

  private static Optional<Twin> twin(
      Session session, Claim claim, byte[] sha, boolean underWayFirst) throws SQLException {
    return session.first(
        // One that has its place at the server, else one that is being sent, else an older version;
        // but where the server is asked anyway, one that is being sent is waited for.
        "SELECT id, state <> 1, latest FROM photo WHERE substr(sha256, 1, 8) = substr(?1, 1, 8)"
            + " AND sha256 = ?1 AND state IN (1, 3, 4) AND id <> ?2"
            + " ORDER BY (?3 AND state = 1) DESC, (state <> 1 AND latest = 1) DESC, state LIMIT 1",
        row -> new Twin(row.getLong(1), row.getInt(2) == 1, row.getInt(3) == 1),
        sha,
        claim.id(),
        underWayFirst);
  }
}
