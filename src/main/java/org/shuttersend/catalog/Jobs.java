package org.shuttersend.catalog;

import static org.shuttersend.catalog.StateCode.ACCEPTED;
import static org.shuttersend.catalog.StateCode.PROCESSED;
import static org.shuttersend.catalog.StateCode.REFUSED;
import static org.shuttersend.catalog.StateCode.SENDING;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.JobChange;
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
        "UPDATE photo SET state = ?, version = version + 1, job_state = ?, ticket = ?,"
            + " reason = ?, reason_args = ?, changed = iif(state = ?, changed, ?)"
            + " WHERE job = ? AND state = 3",
        state,
        JobCode.of(change.state()),
        change.ticket(),
        reason == null ? null : reason.code().name(),
        reason == null ? null : Rows.args(reason),
        state,
        now,
        change.jobId());
  }

  /// Stores a receipt; on the writer's thread. News that came first are applied at once.
  boolean accept(Session session, Claim claim, Receipt receipt, long now) throws SQLException {
    int changed =
        session.update(
            "UPDATE photo SET state = ?, version = version + 1, job = ?, sha256 = ?, begun = 1,"
                + " reason = NULL, due = NULL, changed = ?"
                + " WHERE id = ? AND state = ? AND version = ?",
            receipt.jobId().isPresent() ? ACCEPTED : PROCESSED,
            receipt.jobId(),
            claim.hash().orElseThrow().bytes(),
            now,
            claim.id(),
            SENDING,
            claim.version());
    Optional<JobChange> news = receipt.jobId().flatMap(early::take);
    if (changed == 1 && news.isPresent()) {
      apply(session, news.get());
    }
    return changed == 1;
  }
}
