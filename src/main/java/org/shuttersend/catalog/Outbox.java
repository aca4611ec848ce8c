package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.FAILED;
import static org.shuttersend.catalog.StateCode.GONE;
import static org.shuttersend.catalog.StateCode.HELD;
import static org.shuttersend.catalog.StateCode.QUEUED;
import static org.shuttersend.catalog.StateCode.SENDING;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;

/// Claiming photos and marking what became of them. Every mark compares state and version first and
/// returns when it is durable; `false` means the row changed meanwhile and nothing was done. Any
/// thread.
public final class Outbox {
  /// Waits written down by a clock that ran ahead of ours: in a state since a time to come, or
  /// longer than an hour, as none is meant to be. Each by its index.
  private static final List<String> AHEAD =
      List.of(
          " FROM photo INDEXED BY photo_state WHERE state IN (0, 2, 5) AND changed > ?1"
              + " AND due > ?1",
          " FROM photo INDEXED BY photo_later WHERE due > 1 AND due > ?1 + 3600000");

  private final Database database;
  private final Folders folders;
  private final Clock clock;
  private final Supplier<String> keys;
  private final Jobs jobs;
  private final Leave leave;
  private final Contents contents;
  private final Wishes wishes;
  private final Turns turns = new Turns();

  Outbox(Database database, Folders folders, Clock clock, Supplier<String> keys, Jobs jobs) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
    this.keys = keys;
    this.jobs = jobs;
    this.leave = new Leave(clock);
    this.wishes = new Wishes(clock);
    this.contents = new Contents(leave, clock);
  }

  /// Whether what becomes of a photo can be noted now; while not, the program says so itself.
  public boolean isWritable() {
    return database.unwritable().isEmpty();
  }

  /// What is being sent but held by nobody, after a crash or a failed commit, goes back to the
  /// queue, marked as begun, so that the next try asks the server first. Versions that were
  /// replaced meanwhile end here. Waits no clock could have meant end too.
  ///
  /// @param held ids of the photos some sender holds
  /// @return how many were held by nobody
  public int recover(Set<Long> held) {
    List<Long> stranded =
        database.read(
            session -> session.list("SELECT id FROM photo WHERE state = 1", row -> row.getLong(1)));
    if (held.containsAll(stranded) && !database.read(this::isAnyAhead)) {
      return 0;
    }
    return database.write(session -> {
      for (String ahead : AHEAD) {
        session.update(
            "UPDATE photo SET due = ?1, rank = iif(rank >= ?2, ?2 + ?1, rank)"
                + " WHERE id IN (SELECT id"
                + ahead
                + ")",
            clock.millis(),
            Rank.TRIED);
      }
      int count = 0;
      for (long id : stranded) {
        count += held.contains(id) ? 0 : recoverOne(session, id);
      }
      return count;
    });
  }

  private boolean isAnyAhead(Session session) throws SQLException {
    for (String ahead : AHEAD) {
      if (session.number("SELECT EXISTS (SELECT 1" + ahead + ")", clock.millis()) == 1) {
        return true;
      }
    }
    return false;
  }

  private int recoverOne(Session session, long id) throws SQLException {
    return session.update(
        "UPDATE photo SET state = iif(latest = 1, ?, ?), version = version + 1, begun = 1,"
            + " due = iif(latest = 1, ?, NULL), changed = ? WHERE id = ? AND state = ?",
        QUEUED,
        SUPERSEDED,
        Rows.DUE_AT_ONCE,
        clock.millis(),
        id,
        SENDING);
  }

  /// Claims up to `limit` photos whose time has come, in the order they are to go ([Turns]): what
  /// the user asked for, then new ones, the newest and small ones first, then those that were tried
  /// before; the hot folders in turn. Fewer where they are large. A path of which another version
  /// is being sent waits.
  ///
  /// @param connected numbers of the hot folders that are there now
  public List<Claim> claim(int limit, Set<Integer> connected) {
    // Asked all day long, mostly for nothing: only what there is needs the writer.
    if (nextDue(connected).filter(due -> !due.isAfter(clock.instant())).isEmpty()) {
      return List.of();
    }
    return database.write(
        session -> claimed(session, turns.next(session, clock.millis(), connected, limit)));
  }

  /// Claims small photos past large ones, however many of these stand before them.
  ///
  /// @param most bytes of a small one
  /// @param connected numbers of hot folders that are there now
  public List<Claim> claimSmall(int limit, long most, Set<Integer> connected) {
    // Asked after every photo that was sent, mostly for nothing.
    boolean any =
        database.read(session ->
            !Due.small(session, connected, most, 1).isEmpty()
                || Due.joins(session, clock.millis(), connected));
    return any
        ? database.write(session ->
            claimed(session, turns.small(session, clock.millis(), connected, limit, most)))
        : List.of();
  }

  private List<Claim> claimed(Session session, List<Long> ids) throws SQLException {
    long now = clock.millis();
    var disks = new Disks(session);
    var claims = new ArrayList<Claim>();
    for (long id : ids) {
      session
          .first(
              "UPDATE photo SET state = ?, version = version + 1, due = NULL, changed = ?,"
                  + " upload_key = coalesce(upload_key, ?) WHERE id = ?"
                  // Of one path on two disks, both due: the first claim of this batch came first.
                  + " AND NOT EXISTS (SELECT 1 FROM photo o WHERE o.folder = photo.folder"
                  + "   AND o.path = photo.path AND o.state = 1) RETURNING *",
              row ->
                  new Claim(
                      row.getLong("id"),
                      row.getLong("version"),
                      Rows.file(row, folders, disks),
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
  }

  /// When the next photo may be claimed; empty when none waits.
  public Optional<Instant> nextDue(Set<Integer> connected) {
    return database.read(session -> Due.next(session, connected));
  }

  /// A claimed photo and the hash of its content.
  public record Hashed(Claim claim, ContentHash hash) {}

  /// Stores the hashes of a batch in one transaction and settles what needs no server, in the same
  /// order.
  ///
  /// @param serverKnows whether the server can be asked what it has; where not, a copy of what it
  ///   accepted counts as there
  public List<AfterHash> hashed(List<Hashed> batch, boolean serverKnows) {
    return database.write(session -> {
      var answers = new ArrayList<AfterHash>(batch.size());
      for (Hashed hashed : batch) {
        answers.add(contents.afterHash(session, hashed.claim(), hashed.hash(), serverKnows));
      }
      return answers;
    });
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

  /// The server has it all from an earlier try of ours, whose answer was lost. Its job may be done
  /// since: no news of that will come.
  public boolean acceptedBefore(Claim claim, Receipt receipt, boolean jobDone) {
    return database.write(session -> {
      boolean accepted = jobs.accept(session, claim, receipt, clock.millis());
      if (accepted && jobDone) {
        jobs.done(session, claim);
      }
      return accepted;
    });
  }

  /// The server had this content before we sent any of it. While its job there is not done, it is
  /// not safe there, and the job is followed as one of ours.
  public boolean alreadyThere(Claim claim, Receipt receipt, boolean jobDone) {
    byte[] sha = claim.hash().orElseThrow().bytes();
    return database.write(session ->
        (jobDone || receipt.jobId().isEmpty())
            ? leave.asDuplicate(session, claim, sha, null)
            : jobs.follow(session, claim, receipt, clock.millis()));
  }

  /// A temporary failure: an attempt is spent, the next is not before `due`.
  public boolean retry(Claim claim, Reason reason, Instant due) {
    return database.write(session -> leave.to(session, claim, QUEUED, reason, due, true, true));
  }

  /// Nobody's fault here: no attempt is spent.
  public boolean hold(Claim claim, Reason reason, Instant until) {
    return database.write(session -> leave.to(session, claim, HELD, reason, until, false, true));
  }

  /// Needs attention.
  ///
  /// @param again when it is tried again by itself; empty for never
  public boolean fail(Claim claim, Reason reason, Optional<Instant> again) {
    return database.write(
        session -> leave.to(session, claim, FAILED, reason, again.orElse(null), true, true));
  }

  /// The file vanished.
  public boolean gone(Claim claim) {
    return database.write(session -> leave.to(session, claim, GONE, null, null, false, true));
  }

  /// The file is not what was claimed any more; its newest version comes, or has come, by the way
  /// of all files.
  public boolean superseded(Claim claim) {
    return database.write(session -> leave.to(session, claim, SUPERSEDED, null, null, false, true));
  }

  /// The user says: send it now, or again. It goes to the head of the line; attempts begin anew,
  /// and what had failed is read and uploaded anew.
  public boolean sendNow(long id) {
    return sendNow(List.of(id)) == 1;
  }

  /// The same of several, in one transaction: they go in this order, after those that were asked
  /// for before.
  ///
  /// @return how many of them go; what is being sent, or was, does not go again
  public int sendNow(List<Long> ids) {
    return database.write(session -> {
      int count = 0;
      for (long id : ids) {
        count += wishes.sendNow(session, id);
      }
      return count;
    });
  }

  /// The user says: leave it. Also what waits for a card that never comes back.
  public boolean dismiss(long id) {
    return database.write(session -> wishes.dismiss(session, id)) == 1;
  }
}
