package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Tallies.Tally;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.Pace;
import org.shuttersend.model.PhotoList;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.PhotoState;

/// Counts and pages for people and scripts. Any thread; readers never wait for the writer.
public final class Lists {
  /// The most rows of one page.
  public static final int PAGE_LIMIT = 1000;

  /// The latest of each state by its index, and of those the latest: never all rows.
  private static final String LATEST =
      Arrays.stream(PhotoState.values())
          .map(state ->
              "SELECT * FROM (SELECT * FROM photo WHERE state = "
                  + StateCode.of(state)
                  + " ORDER BY changed DESC, id DESC LIMIT ?1)")
          .collect(
              Collectors.joining(
                  " UNION ALL ", "SELECT * FROM (", ") ORDER BY changed DESC, id DESC LIMIT ?1"));

  private static final String OPEN_ON_DISK =
      "SELECT EXISTS (SELECT 1 FROM photo p INDEXED BY photo_line WHERE folder = ?1 AND disk = ?2"
          + " AND due <= 1 AND state IN (0, 2) AND "
          + Connected.IS_HERE
          + ") OR EXISTS (SELECT 1 FROM photo p INDEXED BY photo_later WHERE folder = ?1"
          + " AND disk = ?2 AND due > 1 AND state IN (0, 2) AND "
          + Connected.IS_HERE
          + ")";

  private final Database database;
  private final Folders folders;
  private final Clock clock;
  private final Kept<Tallies> tally;
  private final Kept<Map<Integer, Long>> openByFolder;

  Lists(Database database, Folders folders, Clock clock) {
    this.database = database;
    this.folders = folders;
    this.clock = clock;
    this.tally = new Kept<>(database, Lists::tally);
    this.openByFolder = new Kept<>(database, Lists::openByFolder);
  }

  /// Grows whenever this program changed anything.
  public long revision() {
    return database.revision();
  }

  /// Photos and bytes by state, of the folders of this run.
  public Tallies tally() {
    return tally.get();
  }

  private static Tallies tally(Session session) throws SQLException {
    var tally = new EnumMap<PhotoState, Tally>(PhotoState.class);
    session
        .list(
            "SELECT state, sum(photos), sum(bytes) FROM tally"
                + " WHERE folder IN (SELECT id FROM folder WHERE active = 1) GROUP BY state",
            row ->
                Map.entry(
                    StateCode.state(row.getInt(1)), new Tally(row.getLong(2), row.getLong(3))))
        .forEach(entry -> tally.put(entry.getKey(), entry.getValue()));
    return new Tallies(tally);
  }

  /// Photos on their way, by folder number.
  public Map<Integer, Long> openByFolder() {
    return openByFolder.get();
  }

  private static Map<Integer, Long> openByFolder(Session session) throws SQLException {
    var open = new HashMap<Integer, Long>();
    session
        .list(
            "SELECT folder, sum(photos) FROM tally WHERE state IN (0, 1, 2, 3) GROUP BY folder",
            row -> Map.entry(row.getInt(1), row.getLong(2)))
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    return Map.copyOf(open);
  }

  /// Photos that wait for a card or disk that is not connected, by folder number.
  public Map<Integer, Long> awayByFolder() {
    return database.read(session -> {
      var away = new HashMap<Integer, Long>();
      session
          .list(
              "SELECT folder, count(*) FROM photo p WHERE state IN (0, 2) AND NOT "
                  + Connected.IS_HERE
                  + " GROUP BY folder",
              row -> Map.entry(row.getInt(1), row.getLong(2)))
          .forEach(entry -> away.put(entry.getKey(), entry.getValue()));
      return away;
    });
  }

  /// Whether photos of these folders are on their way, but for those that wait for a card or disk
  /// that is not connected. Costs the same however many those are.
  public boolean hasOpen(Set<Integer> folders) {
    return database.read(session -> {
      if (session.number(
              "SELECT EXISTS (SELECT 1 FROM tally WHERE state IN (1, 3) AND photos > 0"
                  + " AND folder IN (SELECT value FROM json_each(?)))",
              folders.toString())
          == 1) {
        return true;
      }
      for (Connected.Pair pair : Connected.now(session).pairs(folders)) {
        if (session.number(OPEN_ON_DISK, pair.folder(), pair.disk()) == 1) {
          return true;
        }
      }
      return false;
    });
  }

  /// Delivered today, by the local date.
  public Tally today() {
    String today = LocalDate.now(clock).toString();
    return database.read(session ->
        session
            .first(
                "SELECT photos, bytes FROM day WHERE day = ?",
                row -> new Tally(row.getLong(1), row.getLong(2)),
                today)
            .orElse(Tally.NONE));
  }

  /// How many rows a list has.
  ///
  /// @param since rows delivered before then are not among the transfers
  public long count(PhotoList list, String search, Instant since) {
    return database.read(session -> {
      long count = 0;
      for (Shelf shelf : Shelf.of(list)) {
        count += count(session, shelf, search, since);
      }
      return count;
    });
  }

  /// A page of a list.
  ///
  /// @param search part of a path, ignoring case; empty for all
  /// @param since rows delivered before then are not among the transfers
  /// @param limit at most [#PAGE_LIMIT]
  public List<PhotoRow> page(PhotoList list, String search, Instant since, long offset, int limit) {
    int most = Math.clamp(limit, 0, PAGE_LIMIT);
    return database.read(session -> {
      var rows = new ArrayList<PhotoRow>();
      long skip = offset;
      for (Shelf shelf : Shelf.of(list)) {
        if (rows.size() >= most) {
          break;
        }
        List<PhotoRow> some = rows(session, shelf, search, since, skip, most - rows.size());
        rows.addAll(some);
        skip =
            some.isEmpty() && skip > 0
                ? Math.max(0, skip - count(session, shelf, search, since))
                : 0;
      }
      return rows;
    });
  }

  /// A page of all photos in one state, the latest change first; or of all states.
  public List<PhotoRow> inState(Optional<PhotoState> state, int limit) {
    int most = Math.clamp(limit, 0, PAGE_LIMIT);
    return database.read(session ->
        state.isPresent()
            ? session.list(
                "SELECT * FROM photo WHERE state = ? ORDER BY changed DESC, id DESC LIMIT ?",
                new PhotoRows(session, folders),
                StateCode.of(state.get()),
                most)
            : session.list(LATEST, new PhotoRows(session, folders), most));
  }

  /// Photos that went away before they could be sent, the newest first: neither renamed, nor
  /// replaced by another version.
  ///
  /// @param since those gone before then are left out
  public List<PhotoRow> vanished(Instant since, int limit) {
    return database.read(session ->
        session.list(
            "SELECT * FROM photo WHERE state = 8 AND changed >= ? AND latest = 1"
                + " AND (file_key, size, modified) NOT IN"
                + "   (SELECT file_key, size, modified FROM photo WHERE state IN (0, 1, 2, 3, 4, 6))"
                + " ORDER BY changed DESC, id DESC LIMIT ?",
            new PhotoRows(session, folders),
            since.toEpochMilli(),
            Math.clamp(limit, 0, PAGE_LIMIT)));
  }

  /// What a program that works with this catalog waits for.
  public Optional<Pace.Hold> waiting() {
    return database.read(Waiting::read).filter(hold -> Waiting.lasts(hold, clock.instant()));
  }

  /// How fast photos go, if a program that works with this catalog has said so a moment ago.
  public Optional<Pace> going() {
    return database.read(session -> Going.read(session, clock.instant()));
  }

  /// Photos that reached an end, delivered or needing attention, in the order they did.
  ///
  /// @param since rows that changed before then are left out
  public List<PhotoRow> ended(Instant since, int limit) {
    return database.read(session ->
        session.list(
            "SELECT * FROM photo WHERE state IN (4, 5, 6, 9) AND changed >= ?"
                + " ORDER BY changed, id LIMIT ?",
            new PhotoRows(session, folders),
            since.toEpochMilli(),
            Math.clamp(limit, 0, PAGE_LIMIT)));
  }

  private static long count(Session session, Shelf shelf, String search, Instant since)
      throws SQLException {
    return search.isEmpty()
        ? session.number(shelf.count(false), from(shelf, since))
        : session.number(shelf.count(true), from(shelf, since), pattern(search));
  }

  private List<PhotoRow> rows(
      Session session, Shelf shelf, String search, Instant since, long offset, int limit)
      throws SQLException {
    var mapper = new PhotoRows(session, folders);
    if (shelf == Shelf.WAITING) {
      return inLine(session, mapper, search, offset, limit);
    }
    return search.isEmpty()
        ? session.list(shelf.page(false), mapper, from(shelf, since), limit, offset)
        : session.list(
            shelf.page(true), mapper, from(shelf, since), pattern(search), limit, offset);
  }

  private static List<PhotoRow> inLine(
      Session session, PhotoRows mapper, String search, long offset, int limit)
      throws SQLException {
    Optional<String> like = search.isEmpty() ? Optional.empty() : Optional.of(pattern(search));
    var rows = new ArrayList<PhotoRow>();
    for (long id : new Line(session, like).page(offset, limit)) {
      var place = OptionalLong.of(offset + rows.size() + 1);
      session
          .first("SELECT * FROM photo WHERE id = ?", row -> mapper.map(row, place), id)
          .ifPresent(rows::add);
    }
    return rows;
  }

  private static long from(Shelf shelf, Instant since) {
    return shelf == Shelf.JUST_DELIVERED ? since.toEpochMilli() : 0;
  }

  private static String pattern(String search) {
    return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
