package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.ACCEPTED;
import static org.shuttersend.catalog.StateCode.PROCESSED;
import static org.shuttersend.catalog.StateCode.QUEUED;
import static org.shuttersend.catalog.StateCode.REFUSED;
import static org.shuttersend.catalog.StateCode.SENDING;
import static org.shuttersend.catalog.StateCode.SUPERSEDED;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;

/// What became of accepted photos. Any thread.
public final class Jobs {
  static final String CURSOR = "jobs_cursor";

  private final Database database;
  private final Clock clock;

  /// Owned by the writer thread.
  private final EarlyNews early = new EarlyNews();

  Jobs(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Whether news can be noted now; while not, the program says so itself.
  public boolean isWritable() {
    return database.unwritable().isEmpty();
  }

  /// Applies news of jobs; the order counts, repeated news change nothing.
  public void changed(List<JobChange> changes) {
    database.write(session -> {
      applyAll(session, changes);
      return changes.size();
    });
  }

  /// Applies a page of news and moves the cursor behind it, in one transaction.
  public void changed(List<JobChange> changes, long cursor) {
    database.write(session -> {
      applyAll(session, changes);
      Meta.put(session, CURSOR, Long.toString(cursor));
      return changes.size();
    });
  }

  /// Up to where news have been read; empty before the first time.
  public Optional<Long> cursor() {
    return database.read(session -> Meta.get(session, CURSOR).map(Long::valueOf));
  }

  /// Jobs of photos accepted before `before` whose end is not known: their news may have come
  /// before their receipt.
  public List<String> silentSince(Instant before, int limit) {
    return database.read(session ->
        session.list(
            "SELECT job FROM photo WHERE state = 3 AND changed <= ? AND job IS NOT NULL"
                + " ORDER BY changed LIMIT ?",
            row -> row.getString(1),
            before.toEpochMilli(),
            limit));
  }

  private void applyAll(Session session, List<JobChange> changes) throws SQLException {
    for (JobChange change : changes) {
      if (apply(session, change) == 0) {
        early.keep(change);
      }
    }
  }

  private int apply(Session session, JobChange change) throws SQLException {
    long now = clock.millis();
    int state =
        switch (change.state()) {
          case DONE -> PROCESSED;
          case FAILED -> REFUSED;
          case QUEUED, RUNNING, RETRY -> ACCEPTED;
        };
    @Nullable Reason reason =
        state == REFUSED
            ? Reason.of(Reason.Code.PROCESSING_FAILED, change.error().orElse("?"))
            : null;
    return session.update(
        "UPDATE photo SET version = version + 1, job_state = ?, ticket = ?,"
            + " state = iif(? = 4 AND duplicate_of IS NOT NULL, 6, ?),"
            + " reason = ?, reason_args = ?, changed = iif(state = ?, changed, ?)"
            + " WHERE job = ? AND state = 3",
        JobCode.of(change.state()),
        change.ticket(),
        state,
        state,
        reason == null ? null : reason.code().name(),
        reason == null ? null : Rows.args(reason),
        state,
        now,
        change.jobId());
  }

  /// The server does not know this job: whatever it had is not there any more, and it is asked
  /// about the photo again.
  public void unknown(String jobId) {
    database.write(session ->
        session.update(
            "UPDATE photo SET state = iif(latest = 1, ?, ?), version = version + 1, job = NULL,"
                + " job_state = NULL, ticket = NULL, duplicate_of = NULL,"
                + " due = iif(latest = 1, ?, NULL), rank = ?, changed = ?"
                + " WHERE job = ? AND state = 3",
            QUEUED,
            SUPERSEDED,
            Rows.DUE_AT_ONCE,
            Rank.past(clock.millis()),
            clock.millis(),
            jobId));
  }

  /// Stores a receipt; on the writer's thread. Without a job there is nothing more to wait for.
  /// Nothing is left of its upload, here or there.
  boolean accept(Session session, Claim claim, Receipt receipt, long now) throws SQLException {
    int state = receipt.jobId().isPresent() ? ACCEPTED : PROCESSED;
    return accept(session, claim, receipt, state, true, now);
  }

  /// The job of a photo that has just been accepted is done; on the writer's thread.
  void done(Session session, Claim claim) throws SQLException {
    session.update(
        "UPDATE photo SET state = ?, version = version + 1, job_state = ? WHERE id = ? AND state = 3",
        PROCESSED,
        JobCode.of(JobState.DONE),
        claim.id());
  }

  /// Follows the job of content that was there already; its end makes the photo a duplicate. On the
  /// writer's thread.
  boolean follow(Session session, Claim claim, Receipt receipt, long now) throws SQLException {
    session.update(
        "UPDATE photo SET duplicate_of = 0 WHERE id = ? AND version = ?",
        claim.id(),
        claim.version());
    return accept(session, claim, receipt, ACCEPTED, false, now);
  }

  private boolean accept(
      Session session, Claim claim, Receipt receipt, int state, boolean uploaded, long now)
      throws SQLException {
    int changed =
        session.update(
            "UPDATE photo SET state = ?, version = version + 1, job = ?, sha256 = ?, begun = 1,"
                + " reason = NULL, due = NULL, rank = 0, changed = ?,"
                + " upload_key = iif(?, NULL, upload_key), location = iif(?, NULL, location)"
                + " WHERE id = ? AND state = ? AND version = ?",
            state,
            receipt.jobId(),
            claim.hash().orElseThrow().bytes(),
            now,
            uploaded,
            uploaded,
            claim.id(),
            SENDING,
            claim.version());
    // News that came before the receipt are applied at once.
    Optional<JobChange> news = receipt.jobId().flatMap(early::take);
    if (changed == 1 && news.isPresent()) {
      apply(session, news.get());
    }
    return changed == 1;
  }
}
