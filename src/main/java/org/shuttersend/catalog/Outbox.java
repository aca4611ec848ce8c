package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.DUPLICATE;
import static org.shuttersend.catalog.StateCode.FAILED;
import static org.shuttersend.catalog.StateCode.GONE;
import static org.shuttersend.catalog.StateCode.HELD;
import static org.shuttersend.catalog.StateCode.QUEUED;
import static org.shuttersend.catalog.StateCode.SENDING;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;

/// Claiming photos and marking what became of them. Every mark compares state and version first and
/// returns when it is durable; `false` means the row changed meanwhile and nothing was done. Any
/// thread.
public final class Outbox {
  private static final Duration TWIN_PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final Folders folders;
  private final Clock clock;
  private final Supplier<String> keys;
  private final Jobs jobs;

  Outbox(Database database, Folders folders, Clock clock, Supplier<String> keys, Jobs jobs) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
    this.keys = keys;
    this.jobs = jobs;
  }

  /// After a crash: what was being sent goes back to the queue, marked as begun, so that the next
  /// try asks the server first. Versions that were replaced meanwhile end here.
  ///
  /// @return how many were in flight
  public int recover() {
    return database.write(session ->
        session.update(
            "UPDATE photo SET state = iif(latest = 1, ?, ?), version = version + 1, begun = 1,"
                + " due = iif(latest = 1, ?, NULL), changed = ? WHERE state = ?",
            QUEUED,
            SUPERSEDED,
            clock.millis(),
            clock.millis(),
            SENDING));
  }

  /// Claims up to `limit` photos whose time has come, in order of their due times. A path of which
  /// another version is being sent waits.
  public List<Claim> claim(int limit) {
    return database.write(session -> {
      long now = clock.millis();
      var claims = new ArrayList<Claim>();
      for (long id : due(session, now, limit)) {
        session
            .first(
                "UPDATE photo SET state = ?, version = version + 1, due = NULL, changed = ?,"
                    + " upload_key = coalesce(upload_key, ?) WHERE id = ? RETURNING *",
                row ->
                    new Claim(
                        row.getLong("id"),
                        row.getLong("version"),
                        Rows.file(row, folders),
                        row.getString("upload_key"),
                        Rows.hash(row),
                        Rows.text(row, "location"),
                        row.getInt("attempt"),
                        row.getInt("begun") == 1),
                SENDING,
                now,
                keys.get(),
                id)
            .ifPresent(claims::add);
      }
      return claims;
    });
  }

  private static List<Long> due(Session session, long now, int limit) throws SQLException {
    return session.list(
        "SELECT id FROM photo p WHERE due <= ? AND latest = 1 AND state IN (0, 2, 5)"
            + " AND folder IN (SELECT id FROM folder WHERE active = 1)"
            + " AND NOT EXISTS (SELECT 1 FROM photo o"
            + "   WHERE o.folder = p.folder AND o.path = p.path AND o.state = 1)"
            + " ORDER BY due, id LIMIT ?",
        row -> row.getLong(1),
        now,
        limit);
  }

  /// When the next photo may be claimed; empty when none waits.
  public Optional<Instant> nextDue() {
    return database.read(session ->
        session.first(
            "SELECT due FROM photo WHERE due IS NOT NULL AND latest = 1"
                + " AND folder IN (SELECT id FROM folder WHERE active = 1)"
                + " ORDER BY due LIMIT 1",
            row -> Instant.ofEpochMilli(row.getLong(1))));
  }

  /// A claimed photo and the hash of its content.
  public record Hashed(Claim claim, ContentHash hash) {}

  /// Stores the hashes of a batch in one transaction and settles what needs no server, in the same
  /// order.
  public List<AfterHash> hashed(List<Hashed> batch) {
    return database.write(session -> {
      var answers = new ArrayList<AfterHash>(batch.size());
      for (Hashed hashed : batch) {
        answers.add(afterHash(session, hashed));
      }
      return answers;
    });
  }

  private AfterHash afterHash(Session session, Hashed hashed) throws SQLException {
    Claim claim = hashed.claim();
    byte[] sha = hashed.hash().bytes();
    if (!claim.begun() && onlyTouched(session, claim, sha)) {
      return new AfterHash.Settled(claim);
    }
    Optional<Twin> twin = twin(session, claim, sha);
    if (twin.isEmpty()) {
      int changed =
          session.update(
              "UPDATE photo SET version = version + 1, sha256 = ?"
                  + " WHERE id = ? AND state = ? AND version = ?",
              sha,
              claim.id(),
              SENDING,
              claim.version());
      return changed == 1
          ? new AfterHash.Ready(claim.next(Optional.of(hashed.hash()), claim.location()))
          : new AfterHash.Settled(claim);
    }
    if (twin.get().accepted()) {
      duplicate(session, claim, sha, twin.get().id());
    } else {
      Instant later = clock.instant().plus(TWIN_PAUSE);
      move(session, claim, HELD, Reason.of(Reason.Code.TWIN_UNDER_WAY), later, false, false);
    }
    return new AfterHash.Settled(claim);
  }

  /// The version before this one has the same content and was accepted: it is that version, with a
  /// new stamp.
  private static boolean onlyTouched(Session session, Claim claim, byte[] sha) throws SQLException {
    Optional<Long> before =
        session.first(
            "SELECT iif(sha256 = ? AND state IN (3, 4, 6), id, NULL) FROM photo"
                + " WHERE folder = ? AND path = ? AND id < ? ORDER BY id DESC LIMIT 1",
            row -> row.getLong(1),
            sha,
            claim.file().ref().folder().id(),
            claim.file().ref().path(),
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
          "UPDATE photo SET latest = 1, size = ?, modified = ?, file_key = ? WHERE id = ?",
          claim.file().stamp().size(),
          Rows.nanos(claim.file().stamp().modified()),
          claim.file().stamp().fileKey(),
          before.get());
    }
    return removed == 1;
  }

  private record Twin(long id, boolean accepted) {}

  private static Optional<Twin> twin(Session session, Claim claim, byte[] sha) throws SQLException {
    return session.first(
        "SELECT id, state <> 1 FROM photo WHERE sha256 = ? AND state IN (1, 3, 4) AND id <> ?"
            + " ORDER BY state DESC LIMIT 1",
        row -> new Twin(row.getLong(1), row.getInt(2) == 1),
        sha,
        claim.id());
  }

  /// The upload has a place on the server.
  public Optional<Claim> located(Claim claim, String location) {
    int changed =
        database.write(session ->
            session.update(
                "UPDATE photo SET version = version + 1, location = ?, begun = 1"
                    + " WHERE id = ? AND state = ? AND version = ?",
                location,
                claim.id(),
                SENDING,
                claim.version()));
    return changed == 1
        ? Optional.of(claim.next(claim.hash(), Optional.of(location)))
        : Optional.empty();
  }

  /// The server has it all, with our hash. Without a job there is nothing more to wait for.
  public boolean accepted(Claim claim, Receipt receipt) {
    return database.write(session -> jobs.accept(session, claim, receipt, clock.millis()));
  }

  /// The server had this content before we sent any of it.
  public boolean alreadyThere(Claim claim) {
    byte[] sha = claim.hash().orElseThrow().bytes();
    return database.write(session -> duplicate(session, claim, sha, null));
  }

  private boolean duplicate(Session session, Claim claim, byte[] sha, @Nullable Long of)
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

  /// A temporary failure: an attempt is spent, the next is not before `due`.
  public boolean retry(Claim claim, Reason reason, Instant due) {
    return database.write(session -> move(session, claim, QUEUED, reason, due, true, true));
  }

  /// Nobody's fault here: no attempt is spent.
  public boolean hold(Claim claim, Reason reason, Instant until) {
    return database.write(session -> move(session, claim, HELD, reason, until, false, true));
  }

  /// Needs attention.
  ///
  /// @param again when it is tried again by itself; empty for never
  public boolean fail(Claim claim, Reason reason, Optional<Instant> again) {
    return database.write(
        session -> move(session, claim, FAILED, reason, again.orElse(null), true, true));
  }

  /// The file vanished.
  public boolean gone(Claim claim) {
    return database.write(session -> move(session, claim, GONE, null, null, false, true));
  }

  /// The file is not what was claimed any more; its newest version comes, or has come, by the way
  /// of all files.
  public boolean superseded(Claim claim) {
    return database.write(session -> move(session, claim, SUPERSEDED, null, null, false, true));
  }

  /// Leaves SENDING. A version that is not the latest any more has nothing to wait for: it is
  /// superseded.
  private boolean move(
      Session session,
      Claim claim,
      int to,
      @Nullable Reason reason,
      @Nullable Instant due,
      boolean attempted,
      boolean begun)
      throws SQLException {
    return session.update(
            "UPDATE photo SET state = iif(latest = 1, ?, ?), version = version + 1,"
                + " attempt = attempt + ?, begun = max(begun, ?), reason = ?, reason_args = ?,"
                + " due = iif(latest = 1, ?, NULL), changed = ?"
                + " WHERE id = ? AND state = ? AND version = ?",
            to,
            SUPERSEDED,
            attempted ? 1 : 0,
            begun ? 1 : 0,
            reason == null ? null : reason.code().name(),
            reason == null ? null : Rows.args(reason),
            due == null ? null : due.toEpochMilli(),
            clock.millis(),
            claim.id(),
            SENDING,
            claim.version())
        == 1;
  }

  /// The user says: send it now, or again. It goes to the head of the line; attempts begin anew.
  public boolean sendNow(long id) {
    return database.write(session ->
        session.update(
                "UPDATE photo SET state = ?, version = version + 1, attempt = 0, due = 0,"
                    + " reason = NULL, changed = ? WHERE id = ? AND latest = 1"
                    + " AND state IN (0, 2, 5, 9, 10)",
                QUEUED,
                clock.millis(),
                id)
            == 1);
  }

  /// The user says: leave it.
  public boolean dismiss(long id) {
    return database.write(session ->
        session.update(
                "UPDATE photo SET state = ?, version = version + 1, due = NULL, changed = ?"
                    + " WHERE id = ? AND state IN (5, 9)",
                StateCode.DISMISSED,
                clock.millis(),
                id)
            == 1);
  }
}
