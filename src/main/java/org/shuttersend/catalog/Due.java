package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.database.Session;

/// Which photos may be claimed, and when.
final class Due {
  private static final String CLAIMABLE =
      " FROM photo p INDEXED BY photo_due_disk WHERE folder = ? AND disk = ?"
          + " AND due IS NOT NULL AND latest = 1 AND state IN (0, 2, 5)"
          // Of one that may be half moved nobody knows yet where it lies.
          + " AND moved <> 2"
          + " AND folder IN (SELECT id FROM folder WHERE active = 1) AND "
          + Connected.IS_HERE
          + " AND NOT EXISTS (SELECT 1 FROM photo o"
          + "   WHERE o.folder = p.folder AND o.path = p.path AND o.state = 1)";

  private record One(long due, long id) {}

  private Due() {}

  /// Disk by disk: however many photos wait for disks that are away, none of them is looked at.
  static List<Long> ids(Session session, long now, Set<Integer> connected, int limit)
      throws SQLException {
    var all = new ArrayList<One>();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      all.addAll(
          session.list(
              "SELECT due, id" + CLAIMABLE + " AND due <= ? ORDER BY due, id LIMIT ?",
              row -> new One(row.getLong(1), row.getLong(2)),
              pair.folder(),
              pair.disk(),
              now,
              limit));
    }
    return all.stream()
        .sorted(Comparator.comparingLong(One::due).thenComparingLong(One::id))
        .limit(limit)
        .map(One::id)
        .toList();
  }

  /// When the next one may be; empty when none waits.
  static Optional<Instant> next(Session session, Set<Integer> connected) throws SQLException {
    Optional<Instant> first = Optional.empty();
    for (Connected.Pair pair : Connected.now(session).pairs(connected)) {
      Optional<Instant> due =
          session.first(
              "SELECT due" + CLAIMABLE + " ORDER BY due LIMIT 1",
              row -> Instant.ofEpochMilli(row.getLong(1)),
              pair.folder(),
              pair.disk());
      if (due.isPresent() && first.filter(due.get()::isAfter).isEmpty()) {
        first = due;
      }
    }
    return first;
  }
}
