package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.Acquaintance;
import org.shuttersend.model.Acquaintance.Trace;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.HotFolder;

/// What disks are known by that the system calls the same. Any thread.
public final class DiskBook {
  /// Cards that were not seen for longer are not known again: then their photos are asked about
  /// once more.
  private static final int MOST_DISKS = 32;

  /// Of each group of photos, from both ends: the first ones of a card are the first to be deleted.
  private static final int FEW = 24;

  private static final int FEWER = 8;

  /// How many photos of other disks are passed over, to find those of one.
  private static final int MOST_ROWS = 10_000;

  private static final String COLUMNS = "SELECT path, size, modified, file_key";

  private static final String WAITING =
      COLUMNS
          + " FROM photo INDEXED BY %s"
          + " WHERE folder = ? AND disk = ? AND due %s AND latest = 1 ORDER BY %s LIMIT ?";

  private static final List<String> BOTH_ENDS =
      List.of(
          WAITING.formatted("photo_line", "<= 1", "rank DESC, id DESC"),
          WAITING.formatted("photo_line", "<= 1", "rank, id"),
          WAITING.formatted("photo_later", "> 1", "due DESC, id DESC"),
          WAITING.formatted("photo_later", "> 1", "due, id"));

  /// Those that wait for nothing by themselves, or are being sent.
  private static final String HELD_UP =
      COLUMNS
          + " FROM photo WHERE state IN (1, 5) AND due IS NULL AND latest = 1"
          + " AND folder = ? AND disk = ? LIMIT ?";

  private static final String ENDED =
      COLUMNS
          + " FROM (SELECT * FROM photo INDEXED BY photo_latest WHERE latest = 1 AND folder = ?"
          + " AND path >= ? AND path < ? ORDER BY path %s LIMIT ?)"
          + " WHERE disk = ? AND state IN (3, 4, 6, 9, 10)"
          + " AND moved <> 3 LIMIT ?"; // they need not lie on this disk any more

  /// After every path there is.
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final Database database;

  DiskBook(Database database) {
    this.database = database;
  }

  /// Those that are called the same as this disk, the last ones that came, each with some of the
  /// files it had in the folder. Photos that are gone tell nothing.
  ///
  /// @param place where it is mounted, relative to the folder; empty for its root
  public List<Acquaintance> alike(HotFolder folder, String place, Disk disk) {
    return database.read(session -> {
      var all = new ArrayList<Acquaintance>();
      for (Numbered known : disks(session, disk)) {
        all.add(new Acquaintance(known.disk, traces(session, folder.id(), place, known.id)));
      }
      return all;
    });
  }

  private record Numbered(int id, Disk disk) {}

  private static List<Numbered> disks(Session session, Disk disk) throws SQLException {
    // '$' follows '#' in every collation of bytes: the range holds what is this key with a number.
    String numbered = disk.key() + Disk.ALIKE;
    return session
        .list(
            "SELECT id, key, name FROM disk WHERE key = ?1 OR (key > ?2 AND key < ?3)"
                + " ORDER BY key <> ?1, id DESC LIMIT ?4",
            row -> new Numbered(row.getInt(1), new Disk(row.getString(2), row.getString(3))),
            disk.key(),
            numbered,
            numbered.substring(0, numbered.length() - 1) + "$",
            MOST_DISKS)
        .stream()
        .filter(known -> known.disk.numberAmong(disk).isPresent())
        .toList();
  }

  private static List<Trace> traces(Session session, int folder, String place, int disk)
      throws SQLException {
    var traces = new ArrayList<Trace>();
    Session.RowMapper<Trace> waiting = row -> trace(row, true);
    for (String end : BOTH_ENDS) {
      traces.addAll(session.list(end, waiting, folder, disk, FEW));
    }
    traces.addAll(session.list(HELD_UP, waiting, folder, disk, FEW));
    List<Trace> there =
        place.isEmpty()
            ? List.of()
            : ended(session, folder, disk, place + "/", place + "0"); // '0' follows '/'
    traces.addAll(there.isEmpty() ? ended(session, folder, disk, "", LAST) : there);
    return traces.stream().distinct().toList();
  }

  private static List<Trace> ended(Session session, int folder, int disk, String from, String to)
      throws SQLException {
    var traces = new ArrayList<Trace>();
    for (String end : List.of("DESC", "ASC")) {
      traces.addAll(
          session.list(
              ENDED.formatted(end),
              row -> trace(row, false),
              folder,
              from,
              to,
              MOST_ROWS,
              disk,
              FEWER));
    }
    return traces;
  }

  private static Trace trace(ResultSet row, boolean waits) throws SQLException {
    return new Trace(
        row.getString(1),
        new FileStamp(row.getLong(2), Rows.instant(row.getLong(3)), row.getString(4)),
        waits);
  }
}
