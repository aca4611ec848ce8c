package org.shuttersend.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;

/// How values lie in the columns of `photo`.
final class Rows {
  private static final long NANOS = 1_000_000_000L;

  /// Never in a sentence's part: parts are names, numbers and one-line words.
  private static final String SEPARATOR = "\u001f";

  /// Due at once, whatever the clock says now or later: it stands in the line. 0 in rows from
  /// before ranks were is the same.
  static final long DUE_AT_ONCE = 1;

  private Rows() {}

  static long nanos(Instant instant) {
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static ObservedFile file(ResultSet row, Folders folders, Disks disks) throws SQLException {
    String path = row.getString("path");
    String lies = row.getInt("moved") == MoveCode.MOVED ? row.getString("moved_to") : path;
    return new ObservedFile(
        new FileRef(folders.byId(row.getInt("folder")), path, lies),
        new FileStamp(
            row.getLong("size"), instant(row.getLong("modified")), row.getString("file_key")),
        row.getBoolean("cut_off"),
        disks.of(row));
  }

  static Optional<ContentHash> hash(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getBytes("sha256")).map(ContentHash::of);
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /// When a photo goes on by itself, if it waits for a time at all.
  static Optional<Instant> due(ResultSet row) throws SQLException {
    return time(row, "due").filter(due -> due.toEpochMilli() > DUE_AT_ONCE);
  }

  static Optional<Reason> reason(ResultSet row) throws SQLException {
    Optional<String> code = text(row, "reason");
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Reason(Reason.Code.valueOf(code.get()), args(text(row, "reason_args"))));
  }

  static List<String> args(Optional<String> joined) {
    return joined
        .filter(text -> !text.isEmpty())
        .map(text -> Arrays.asList(text.split(SEPARATOR, -1)))
        .orElse(List.of());
  }

  static String args(Reason reason) {
    return args(reason.args());
  }

  static String args(List<String> args) {
    return String.join(SEPARATOR, args);
  }
}
