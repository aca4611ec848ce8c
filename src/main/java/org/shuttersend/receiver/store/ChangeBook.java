package org.shuttersend.receiver.store;

import java.sql.SQLException;
import java.util.List;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;

/// The outbox of changes of jobs and deliveries, the oldest of which are pruned.
public final class ChangeBook {
  private static final int KEPT = 20_000;

  private final Database database;

  public ChangeBook(Database database) {
    this.database = database;
  }

  /// The number of the latest change; 0 before the first.
  public long latest() {
    return database.read(session -> session.number("SELECT max(seq) FROM changes"));
  }

  /// The number of the oldest change that is still kept; 0 with none.
  public long oldest() {
    return database.read(session -> session.number("SELECT min(seq) FROM changes"));
  }

  /// Changes of all owners after a number, in order.
  public List<Change> after(long seq, int limit) {
    return database.read(session ->
        session.list(
            """
            SELECT seq, owner, job_id, photo_id, sha256, state, attempt, ticket, error, delivery
            FROM changes WHERE seq > ? ORDER BY seq LIMIT ?
            """,
            JobRows::change,
            seq,
            limit));
  }

  /// A change of a delivery, for one who sees it: within the transaction that changed it.
  ///
  /// @param json what listeners get
  public static void add(Session session, String owner, String json) throws SQLException {
    session.update(
        """
        INSERT INTO changes (owner, job_id, photo_id, sha256, state, attempt, ticket, delivery)
        VALUES (?, '', '', '', '', 0, 0, ?)
        """,
        owner,
        json);
    session.announce();
  }

  public void prune() {
    database.write(session ->
        session.update(
            "DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?", KEPT));
  }
}
