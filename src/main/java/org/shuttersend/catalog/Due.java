package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.database.Session;

/// Which photos may be claimed, and when. Disk by disk: however many wait for disks that are away,
/// none of them is looked at.
final class Due {
  private static final String CLAIMABLE =
      " FROM photo p INDEXED BY %s WHERE folder = ? AND disk = ? AND due %s"
          + " AND latest = 1 AND state IN (0, 2, 5)"
          // Of one that may be half moved nobody knows yet where it lies.
          + " AND moved <> 2"
          + " AND folder IN (SELECT id FROM folder WHERE active = 1) AND "
          + Connected.IS_HERE
          + " AND NOT EXISTS (SELECT 1 FROM photo o"
          + "   WHERE o.folder = p.folder AND o.path = p.path AND o.state = 1)";

  private static final String LINE = CLAIMABLE.formatted("photo_line", "<= 1");
  private static final String LATER = CLAIMABLE.formatted("photo_later", "> 1");
  private static final String IN_LINE = "SELECT folder, rank, id, size" + LINE;

  /// How many whose time has come join the line with one claim, of each disk.
  private static final int MOST_JOINING = 256;

  /// Large ones that are passed in looking for a small one.
  private static final int LOOKED_AT = 1024;

  private Due() {}

  /// @param bytes of its file
  record Waiter(int folder, long rank, long id, long bytes) {
    static final Comparator<Waiter> BY_RANK =
        Comparator.comparingLong(Waiter::rank).thenComparingLong(Waiter::id);

    private static Waiter of(ResultSet row) throws SQLException {
      return new Waiter(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }

  /// Photos whose time has come go back into the line, to where they stood.
  static void join(Session session, long now, Set<Integer> connected) throws SQLException {
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      session.update(
          "UPDATE photo SET state = ?, version = version + 1, due = ?,"
              + " changed = iif(state = 0, changed, ?) WHERE id IN (SELECT id"
              + LATER
              + " AND due <= ? ORDER BY due LIMIT ?)",
          StateCode.QUEUED,
          Rows.DUE_AT_ONCE,
          now,
          pair.folder(),
          pair.disk(),
          now,
          MOST_JOINING);
    }
  }

  /// The first ones of the line on each disk.
  ///
  /// @param limit of each disk
  static List<Waiter> first(Session session, Set<Integer> connected, int limit)
      throws SQLException {
    var all = new ArrayList<Waiter>();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      all.addAll(
          session.list(
              IN_LINE + " ORDER BY rank, id LIMIT ?",
              Waiter::of,
              pair.folder(),
              pair.disk(),
              limit));
    }
    return all;
  }

  /// Small ones among the first ones of the line on each disk.
  ///
  /// @param most bytes of a small one
  /// @param limit of each disk
  static List<Waiter> small(Session session, Set<Integer> connected, long most, int limit)
      throws SQLException {
    var all = new ArrayList<Waiter>();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      all.addAll(
          session.list(
              "SELECT * FROM (" + IN_LINE + " ORDER BY rank, id LIMIT ?) WHERE size <= ? LIMIT ?",
              Waiter::of,
              pair.folder(),
              pair.disk(),
              LOOKED_AT,
              most,
              limit));
    }
    return all;
  }

  /// Whether the time has come of any that wait for one.
  static boolean joins(Session session, long now, Set<Integer> connected) throws SQLException {
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      if (session
          .first(
              "SELECT 1" + LATER + " AND due <= ? LIMIT 1",
              row -> true,
              pair.folder(),
              pair.disk(),
              now)
          .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// Of those that wait since before a time, the one that was tried before and has waited longest;
  /// else the last one of the line.
  ///
  /// @param since milliseconds
  static Optional<Waiter> overdue(Session session, Set<Integer> connected, long since)
      throws SQLException {
    var tried = new ArrayList<Waiter>();
    var untried = new ArrayList<Waiter>();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      tried.addAll(between(session, pair, Rank.TRIED, Rank.tried(since), ""));
      untried.addAll(between(session, pair, Rank.moment(since), Rank.TRIED - 1, "DESC"));
    }
    return tried.stream().min(Waiter.BY_RANK).or(() -> untried.stream().max(Waiter.BY_RANK));
  }

  private static List<Waiter> between(
      Session session, Connected.Pair pair, long from, long to, String direction)
      throws SQLException {
    return session.list(
        IN_LINE
            + " AND rank BETWEEN ? AND ? ORDER BY rank %1$s, id %1$s LIMIT 1".formatted(direction),
        Waiter::of,
        pair.folder(),
        pair.disk(),
        from,
        to);
  }

  /// When the next one may be; empty when none waits.
  static Optional<Instant> next(Session session, Set<Integer> connected) throws SQLException {
    Optional<Instant> first = Optional.empty();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      Optional<Instant> due = next(session, pair);
      if (due.isPresent() && first.filter(due.get()::isAfter).isEmpty()) {
        first = due;
      }
    }
    return first;
  }

  private static Optional<Instant> next(Session session, Connected.Pair pair) throws SQLException {
    Session.RowMapper<Instant> due = row -> Instant.ofEpochMilli(row.getLong(1));
    Optional<Instant> atOnce =
        session.first("SELECT due" + LINE + " LIMIT 1", due, pair.folder(), pair.disk());
    return atOnce.isPresent()
        ? atOnce
        : session.first(
            "SELECT due" + LATER + " ORDER BY due LIMIT 1", due, pair.folder(), pair.disk());
  }
}
