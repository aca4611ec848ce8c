package org.shuttersend.catalog;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Session;
import org.shuttersend.database.Wreck;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes from a damaged catalog what nobody else knows: what failed and what the user dismissed,
/// what was there when a folder was added, and under which key an upload was begun.
///
/// A damaged page may say anything. So a row counts only where its columns agree with each other, a
/// photo of which the new catalog knows more is left alone, and that a photo was delivered is never
/// believed: that is the server's to say.
final class Rescue {
  private static final Logger log = LoggerFactory.getLogger(Rescue.class);

  private final Wreck wreck;
  private final Session session;
  private final Instant now;
  private final Map<Integer, Integer> folders = new HashMap<>();
  private final Map<Integer, Integer> disks = new HashMap<>();
  private int photos;

  private Rescue(Wreck wreck, Session session, Instant now) {
    this.wreck = wreck;
    this.session = session;
    this.now = now;
  }

  /// All that can be read and agrees; nothing where nothing can.
  static void from(Path damaged, Database database, Instant now) {
    try (Wreck wreck = Wreck.open(damaged)) {
      int photos = database.write(session -> new Rescue(wreck, session, now).all());
      log.info("{} photos that need attention or are under way were read from {}", photos, damaged);
    } catch (SQLException | DatabaseException e) {
      log.info("Nothing could be read from {}: {}", damaged, e.getMessage());
    }
  }

  private int all() throws SQLException {
    disks.put(Disks.UNKNOWN, Disks.UNKNOWN);
    wreck.each("SELECT id, key, name FROM disk NOT INDEXED", "id", this::disk);
    wreck.each(
        "SELECT id, root, name, only_new_since, baseline_taken FROM folder NOT INDEXED",
        "id",
        this::folder);
    wreck.each("SELECT folder, path, disk FROM aside", "folder, path, disk", this::aside);
    wreck.each(
        "SELECT * FROM photo NOT INDEXED WHERE latest = 1 AND state IN (0, 1, 2, 5, 9, 10)",
        "id",
        this::photo);
    return photos;
  }

  private void disk(ResultSet row) throws SQLException {
    @Nullable String key = row.getString("key");
    @Nullable String name = row.getString("name");
    if (key != null && name != null) {
      session.update(
          "INSERT INTO disk (key, name) VALUES (?, ?) ON CONFLICT DO NOTHING", key, name);
      disks.put(row.getInt("id"), (int) session.number("SELECT id FROM disk WHERE key = ?", key));
    }
  }

  /// What the new catalog knows of a folder stays; what it does not know comes back. Where not all
  /// of what was there before can be read, the next scan goes by the time since when only new ones
  /// are sent.
  private void folder(ResultSet row) throws SQLException {
    @Nullable String root = row.getString("root");
    @Nullable String name = row.getString("name");
    if (root == null || name == null || !Path.of(root).isAbsolute()) {
      return;
    }
    session.update(
        "INSERT INTO folder (root, name) VALUES (?1, iif(EXISTS (SELECT 1 FROM folder"
            + " WHERE name = ?2), ?2 || ' (' || ?1 || ')', ?2)) ON CONFLICT (root) DO NOTHING",
        root,
        name);
    int id = (int) session.number("SELECT id FROM folder WHERE root = ?", root);
    int old = row.getInt("id");
    folders.put(old, id);
    long since = row.getLong("only_new_since");
    boolean asks =
        since > 0
            && since <= now.toEpochMilli()
            && session.update(
                    "UPDATE folder SET only_new_since = ? WHERE id = ? AND only_new_since IS NULL",
                    since,
                    id)
                == 1;
    if (asks) {
      boolean whole =
          wreck.each(
              "SELECT * FROM there_before WHERE folder = " + old,
              "folder, path",
              there -> thereBefore(there, id));
      session.update(
          "UPDATE folder SET baseline_taken = ? WHERE id = ?",
          whole && row.getInt("baseline_taken") == 1,
          id);
    }
  }

  private void thereBefore(ResultSet row, int folder) throws SQLException {
    Optional<Integer> disk = Optional.ofNullable(disks.get(row.getInt("disk")));
    if (disk.isPresent()) {
      session.update(
          "INSERT INTO there_before (folder, path, size, modified, file_key, disk)"
              + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          folder,
          Rows.text(row, "path").orElse(""),
          row.getLong("size"),
          row.getLong("modified"),
          Rows.text(row, "file_key").orElse(""),
          disk.get());
    }
  }

  /// Nothing in a folder that sent photos were moved into is sent.
  private void aside(ResultSet row) throws SQLException {
    Optional<Integer> folder = Optional.ofNullable(folders.get(row.getInt("folder")));
    Optional<Integer> disk = Optional.ofNullable(disks.get(row.getInt("disk")));
    String path = Rows.text(row, "path").orElse("");
    if (folder.isPresent() && disk.isPresent() && AfterUpload.isUsable(path)) {
      Asides.add(session, folder.get(), path, disk.get());
    }
  }

  private void photo(ResultSet row) throws SQLException {
    Optional<Integer> folder = Optional.ofNullable(folders.get(row.getInt("folder")));
    Optional<Integer> disk = Optional.ofNullable(disks.get(row.getInt("disk")));
    String path = Rows.text(row, "path").orElse("");
    if (folder.isEmpty() || disk.isEmpty() || path.isBlank() || row.getLong("size") <= 0) {
      return;
    }
    boolean open = row.getInt("state") <= StateCode.HELD;
    if (!(open ? isBegun(row) || isMoved(row) : isEnded(row))
        || !makeRoom(row, folder.get(), path, disk.get())) {
      return;
    }
    photos +=
        session.update(
            "INSERT INTO photo (folder, path, stem, size, modified, file_key, cut_off, state,"
                + " attempt, due, rank, begun, upload_key, location, reason, reason_args, disk,"
                + " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            folder.get(),
            path,
            Stems.number(path),
            row.getLong("size"),
            row.getLong("modified"),
            Rows.text(row, "file_key").orElse(""),
            row.getInt("cut_off") == 1,
            open ? StateCode.QUEUED : row.getInt("state"),
            Math.clamp(row.getInt("attempt"), 0, 1000),
            open ? Rows.DUE_AT_ONCE : row.getObject("due"),
            rank(row, open),
            open,
            Rows.text(row, "upload_key"),
            Rows.text(row, "location"),
            open ? Optional.empty() : Rows.text(row, "reason"),
            open ? Optional.empty() : Rows.text(row, "reason_args"),
            disk.get(),
            row.getLong("changed"));
    if (isMoved(row)) {
      session.update(
          "UPDATE photo SET moved = ?, moved_to = ? WHERE id = last_insert_rowid()",
          row.getInt("moved") == MoveCode.MOVED ? MoveCode.MOVED : MoveCode.INTENDED,
          Rows.text(row, "moved_to"));
    }
  }

  /// As of now: what stood in a damaged row is not believed.
  private long rank(ResultSet row, boolean open) throws SQLException {
    long now = this.now.toEpochMilli();
    if (!open || row.getInt("attempt") > 0) {
      return Rank.tried(Math.clamp(row.getLong("due"), 0, now));
    }
    return Rank.fresh(
        new FileStamp(row.getLong("size"), Rows.instant(row.getLong("modified")), ""), now);
  }

  /// Catalogs of earlier versions have not all columns.
  private static boolean isThere(ResultSet row, String column) {
    try {
      return row.findColumn(column) > 0;
    } catch (SQLException e) {
      return false;
    }
  }

  /// Nobody scans where it lies.
  private static boolean isMoved(ResultSet row) throws SQLException {
    return isThere(row, "moved_to") && Rows.text(row, "moved_to").isPresent();
  }

  /// One that was queued only is found by the next scan.
  private static boolean isBegun(ResultSet row) throws SQLException {
    return Rows.text(row, "upload_key")
        .filter(key -> key.matches("[\\x21-\\x7e]{1,100}"))
        .isPresent();
  }

  /// With a reason there is. Only what failed may have a time; a photo that waits and whose state
  /// is damaged does not pass for one the user dismissed.
  private static boolean isEnded(ResultSet row) throws SQLException {
    boolean known =
        Rows.text(row, "reason")
            .filter(reason ->
                Arrays.stream(Reason.Code.values()).anyMatch(c -> c.name().equals(reason)))
            .isPresent();
    boolean waits = Rows.time(row, "due").isPresent();
    return known && (!waits || row.getInt("state") == StateCode.FAILED);
  }

  /// What the new catalog has at this place makes room only where it is the same file, of which
  /// nothing had happened yet.
  private boolean makeRoom(ResultSet row, int folder, String path, int disk) throws SQLException {
    session.update(
        "DELETE FROM photo WHERE folder = ? AND path = ? AND disk = ? AND latest = 1"
            + " AND state IN (0, 1, 2) AND size = ? AND modified = ? AND file_key = ?",
        folder,
        path,
        disk,
        row.getLong("size"),
        row.getLong("modified"),
        Rows.text(row, "file_key").orElse(""));
    return session.number(
            "SELECT count(*) FROM photo WHERE folder = ? AND path = ? AND disk = ? AND latest = 1",
            folder,
            path,
            disk)
        == 0;
  }
}
