package org.shuttersend.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A row of the sender's catalog.
///
/// @param path where the file lies
/// @param from where it lay when it was sent
/// @param moved what became of the file after it was sent
/// @param latest whether it is what is known of the file there now: one that was put back, saved
///   anew and moved to the same place again has two rows
record Row(
    String path,
    String from,
    int moved,
    int state,
    boolean latest,
    long size,
    long modified,
    Optional<String> sha256,
    Optional<String> key,
    Optional<String> reason,
    boolean cutOff) {

  /// What looks cut off may still be written to, and what was put back where it was needs no second
  /// place: both stay, and that is said. They are looked at again now and then.
  boolean isToBeMoved(List<Row> all) {
    return switch (moved) {
      case 3, 4 -> false;
      case 1, 5 -> !cutOff && all.stream().noneMatch(row -> row.moved == 3 && row.isCopyOf(this));
      default -> true;
    };
  }

  private boolean isCopyOf(Row other) {
    return from.equals(other.from) && sha256.isPresent() && sha256.equals(other.sha256);
  }

  static List<Row> all(Connection catalog) throws SQLException {
    return Books.list(
        catalog,
        "SELECT f.root || '/' || iif(moved = 3, moved_to, p.path) AS lies,"
            + " f.root || '/' || p.path AS came_from,"
            + " p.latest AND NOT (p.moved = 3 AND EXISTS (SELECT 1 FROM photo later"
            + "   WHERE later.folder = p.folder AND later.moved_to = p.moved_to"
            + "   AND later.moved = 3 AND later.id > p.id)) AS newest, p.*"
            + " FROM photo p JOIN folder f ON f.id = p.folder",
        row ->
            new Row(
                row.getString("lies"),
                row.getString("came_from"),
                row.getInt("moved"),
                row.getInt("state"),
                row.getBoolean("newest"),
                row.getLong("size"),
                row.getLong("modified"),
                Optional.ofNullable(row.getBytes("sha256")).map(HexFormat.of()::formatHex),
                Optional.ofNullable(row.getString("upload_key")),
                Optional.ofNullable(row.getString("reason")),
                row.getBoolean("cut_off")));
  }
}
