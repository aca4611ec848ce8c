package org.shuttersend.receiver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.database.Among;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the receiver has, asked by content. What it says is had lies on the disk now, with the size
/// and the time of last change it was stored with: people delete and edit files. A photo that is
/// not there any more is treated like one whose processing failed: its bytes are welcome again, and
/// its job says why.
public final class Inventory {
  private static final Logger log = LoggerFactory.getLogger(Inventory.class);

  private static final String SELECT =
      """
      SELECT p.sha256, p.id, p.job_id, j.state, p.path, p.size, p.modified
      FROM photos p JOIN jobs j ON j.id = p.job_id
      """;

  /// A photo on its way to its place, or from it, is found in neither.
  private static final String SETTLED =
      """
      NOT EXISTS (
        SELECT 1 FROM placements m WHERE m.photo_id = p.id OR m.displaced = p.path)
      """;

  private final Database database;
  private final Shelf shelf;
  private final Clock clock;
  private final Signal changes;

  /// @param changes raised when a job was changed
  Inventory(Database database, Shelf shelf, Clock clock, Signal changes) {
    this.database = database;
    this.shelf = shelf;
    this.clock = clock;
    this.changes = changes;
  }

  /// A content that is had, and how far its job is.
  ///
  /// @param aside whether it lies among the older versions: a newer one has its place
  public record Had(String photoId, String jobId, JobState job, boolean aside) {}

  public Optional<Stored> has(String owner, ContentHash hash) throws StorageFailure {
    return Optional.ofNullable(has(owner, List.of(hash.hex())).get(hash.hex()))
        .map(had -> new Stored(had.photoId(), had.jobId(), hash));
  }

  /// Those of the contents that are had, by their hash: one query, and one look at each file.
  ///
  /// @param hashes at most 1000
  /// @throws StorageFailure if a file may not be looked at: then nothing is known
  public Map<String, Had> has(String owner, List<String> hashes) throws StorageFailure {
    var among = Among.of(hashes);
    List<Row> rows =
        database.read(session ->
            session.list(
                SELECT
                    + "WHERE p.owner = ? AND j.state <> 'failed' AND p.sha256 IN ("
                    + among.marks()
                    + ") LIMIT 1000",
                Row::of,
                among.argumentsAfter(owner)));
    var had = new HashMap<String, Had>();
    for (Row row : rows) {
      if (isThere(row) || !isLost(row)) {
        had.put(row.sha256, new Had(row.photoId, row.jobId, row.job, Shelf.isVersion(row.path)));
      }
    }
    return had;
  }

  /// Until its job is done nothing need be looked for: the job itself reads the file.
  private boolean isThere(Row row) throws StorageFailure {
    return row.job != JobState.DONE || shelf.lies(row.path, row.size, row.modified);
  }

  /// Looks again where nobody can move it meanwhile: every move begins and ends with a commit, and
  /// one commits at a time.
  private boolean isLost(Row seen) throws StorageFailure {
    Optional<String> lost =
        database.write(session -> {
          Optional<Row> now =
              session.first(
                  SELECT + "WHERE p.id = ? AND p.job_id = ? AND " + SETTLED,
                  Row::of,
                  seen.photoId,
                  seen.jobId);
          return now.isPresent() && !liesNow(now.get())
              ? Optional.of(giveUp(session, now.get()))
              : Optional.<String>empty();
        });
    lost.ifPresent(reason -> {
      log.warn("{}; it is asked for again", reason);
      changes.raise();
    });
    return lost.isPresent();
  }

  private boolean liesNow(Row row) {
    try {
      return isThere(row);
    } catch (StorageFailure e) {
      return true;
    }
  }

  private String giveUp(Session session, Row row) throws SQLException {
    String reason = row.path + " is not in its folder any more as it was stored";
    session.update(
        "UPDATE jobs SET state = 'failed', error = ? WHERE id = ? AND state = 'done'",
        reason,
        row.jobId);
    JobRows.changed(
        session,
        session.number("SELECT ticket FROM jobs WHERE id = ?", row.jobId),
        clock.instant());
    return reason;
  }

  private record Row(
      String sha256,
      String photoId,
      String jobId,
      JobState job,
      String path,
      long size,
      Optional<Instant> modified) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          JobRows.state(row.getString(4)),
          row.getString(5),
          row.getLong(6),
          row.getObject(7) == null
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(row.getLong(7))));
    }
  }
}
