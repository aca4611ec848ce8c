package org.shuttersend.receiver.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.model.JobState;
import org.shuttersend.receiver.store.JobBook;

/// Reads what the page shows: a few rows by their indexes, however many photos there are.
public final class StatusBook {
  private static final int RECENT = 18;
  private static final int FAILED = 6;

  private static final String PHOTO =
      """
      SELECT p.id, p.path, j.state, j.error, j.updated_at
      FROM jobs j JOIN photos p ON p.job_id = j.id
      """;

  private static final String OWN = PHOTO + "WHERE j.owner = ? ORDER BY j.change DESC LIMIT ?";
  private static final String ALL = PHOTO + "ORDER BY j.ticket DESC LIMIT ?";

  private static final String OWN_FAILED =
      PHOTO + "WHERE j.state = 'failed' AND j.owner = ? ORDER BY j.change DESC LIMIT ?";

  private static final String ALL_FAILED =
      PHOTO + "WHERE j.state = 'failed' ORDER BY j.change DESC LIMIT ?";

  private final Database database;
  private final JobBook jobs;

  public StatusBook(Database database, JobBook jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  public Snapshot now(Visitor visitor) {
    return new Snapshot(
        jobs.queue(),
        photos(visitor, ALL, OWN, RECENT),
        photos(visitor, ALL_FAILED, OWN_FAILED, FAILED));
  }

  private List<Snapshot.Photo> photos(Visitor visitor, String all, String own, int limit) {
    return database.read(session ->
        visitor.seesAll()
            ? session.list(all, StatusBook::photo, limit)
            : session.list(own, StatusBook::photo, visitor.name(), limit));
  }

  private static Snapshot.Photo photo(ResultSet row) throws SQLException {
    return new Snapshot.Photo(
        row.getString(1),
        row.getString(2),
        JobState.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)));
  }
}
