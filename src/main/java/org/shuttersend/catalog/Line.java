package org.shuttersend.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Connected.Pair;
import org.shuttersend.database.Session;

/// The line as people are shown it: what stands in it, in its order, then what waits for a time, by
/// that; what lies on disks that are away, or in folders that are not watched, comes after all
/// that. Each part is a merge of index ranges, one for each disk: nothing is sorted, and what lies
/// before a page is passed over in the index alone. Within one transaction.
///
/// @param session of that transaction
/// @param pattern what a path is like; empty for all
record Line(Session session, Optional<String> pattern) {
  /// So many ranges SQLite merges in one go; what are more are merged here.
  private static final int MOST_RANGES = 256;

  private static final Pair NONE = new Pair(-1, -1);

  /// The two ways to wait.
  private enum Part {
    STANDING("rank", "photo_line", "due <= 1"),
    LATER("due", "photo_later", "due > 1 AND state IN (0, 2)");

    private final String range;

    /// Finds the next folder and disk behind all that has these.
    private final String next;

    Part(String order, String index, String where) {
      String from = " FROM photo INDEXED BY " + index + " WHERE " + where + " AND ";
      range = "SELECT " + order + ", id" + from + "folder = ? AND disk = ?";
      next =
          "SELECT folder, disk%s(folder, disk, %s) > (?, ?, ?) ORDER BY folder, disk LIMIT 1"
              .formatted(from, order);
    }

    String range(boolean search) {
      return search ? range + " AND path LIKE ? ESCAPE '\\'" : range;
    }
  }

  private record Segment(Part part, List<Pair> pairs) {}

  private record Place(long order, long id) {}

  /// Ids of a page, in the order of the line.
  List<Long> page(long offset, int limit) throws SQLException {
    var ids = new ArrayList<Long>();
    long skip = offset;
    for (Segment segment : segments()) {
      List<Place> some = places(segment, skip, limit - ids.size());
      some.forEach(place -> ids.add(place.id));
      if (ids.size() == limit) {
        break;
      }
      skip = some.isEmpty() && skip > 0 ? Math.max(0, skip - count(segment)) : 0;
    }
    return ids;
  }

  private List<Segment> segments() throws SQLException {
    var away = new LinkedHashSet<>(pairs());
    List<Pair> here =
        Connected.now(session)
            .pairs(
                Set.copyOf(
                    session.list("SELECT id FROM folder WHERE active = 1", row -> row.getInt(1))));
    List<Pair> there = here.stream().filter(away::remove).toList();
    List<Pair> others = List.copyOf(away);
    return List.of(
        new Segment(Part.STANDING, there),
        new Segment(Part.LATER, there),
        new Segment(Part.STANDING, others),
        new Segment(Part.LATER, others));
  }

  /// Folders and disks of which photos wait: one look into an index for each.
  private Set<Pair> pairs() throws SQLException {
    var pairs = new LinkedHashSet<Pair>();
    for (Part part : Part.values()) {
      Optional<Pair> next = Optional.of(NONE);
      while (next.isPresent()) {
        next =
            session.first(
                part.next,
                row -> new Pair(row.getInt(1), row.getInt(2)),
                next.get().folder(),
                next.get().disk(),
                Long.MAX_VALUE);
        next.ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private List<Place> places(Segment segment, long offset, int limit) throws SQLException {
    List<Pair> pairs = segment.pairs;
    if (pairs.size() <= MOST_RANGES) {
      return merged(segment.part, pairs, offset, limit);
    }
    var all = new ArrayList<Place>();
    for (int from = 0; from < pairs.size(); from += MOST_RANGES) {
      List<Pair> some = pairs.subList(from, Math.min(from + MOST_RANGES, pairs.size()));
      all.addAll(merged(segment.part, some, 0, offset + limit));
    }
    return all.stream()
        .sorted(Comparator.comparingLong(Place::order).thenComparingLong(Place::id))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  private List<Place> merged(Part part, List<Pair> pairs, long offset, long limit)
      throws SQLException {
    if (pairs.isEmpty()) {
      return List.of();
    }
    // A power of two: that makes few texts, each of which is kept prepared.
    int ranges = Integer.highestOneBit(2 * pairs.size() - 1);
    var args = new ArrayList<Object>();
    for (int i = 0; i < ranges; i++) {
      bind(args, i < pairs.size() ? pairs.get(i) : NONE);
    }
    args.add(limit);
    args.add(offset);
    String each = part.range(pattern.isPresent());
    return session.list(
        String.join(" UNION ALL ", Collections.nCopies(ranges, each))
            + " ORDER BY 1, 2 LIMIT ? OFFSET ?",
        row -> new Place(row.getLong(1), row.getLong(2)),
        args.toArray());
  }

  private long count(Segment segment) throws SQLException {
    long count = 0;
    for (Pair pair : segment.pairs) {
      var args = new ArrayList<Object>();
      bind(args, pair);
      count +=
          session.number(
              "SELECT count(*) FROM (" + segment.part.range(pattern.isPresent()) + ")",
              args.toArray());
    }
    return count;
  }

  private void bind(List<Object> args, Pair pair) {
    args.add(pair.folder());
    args.add(pair.disk());
    pattern.ifPresent(args::add);
  }
}
