package org.shuttersend.receiver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.shuttersend.database.Among;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;

/// The rows of uploads: open ones to be gone on with, finished ones to answer again.
public final class UploadBook {
  private static final int PAGE = 1000;

  private static final String SELECT =
      """
      SELECT id, owner, key, length, sha256, path, modified, content_type, delivery, touched_at,
             photo_id, job_id, content, metadata
      FROM uploads
      """;

  private final Database database;

  public UploadBook(Database database) {
    this.database = database;
  }

  public Optional<Upload> byId(String owner, String id) {
    return database.read(session ->
        session.first(SELECT + "WHERE id = ? AND owner = ?", UploadBook::upload, id, owner));
  }

  public Optional<Upload> byKey(String owner, String key) {
    return database.read(session ->
        session.first(SELECT + "WHERE key = ? AND owner = ?", UploadBook::upload, key, owner));
  }

  /// The open uploads among these keys, in one query.
  public Map<String, Upload> openByKeys(String owner, List<String> keys) {
    var among = Among.of(keys);
    List<Upload> found =
        database.read(session ->
            session.list(
                SELECT
                    + "WHERE owner = ? AND photo_id IS NULL AND key IN ("
                    + among.marks()
                    + ") LIMIT 1000",
                UploadBook::upload,
                among.argumentsAfter(owner)));
    var byKey = new HashMap<String, Upload>();
    found.forEach(u -> u.incoming().key().ifPresent(key -> byKey.put(key, u)));
    return byKey;
  }

  /// How many are under way.
  public long open() {
    return database.read(
        session -> session.number("SELECT count(*) FROM uploads WHERE photo_id IS NULL"));
  }

  /// Writes the upload down, open or finished, durably.
  public void keep(Upload upload) {
    database.write(session -> record(session, upload));
  }

  /// Writes the upload down with the next commit; nobody waits for it.
  public void keepSoon(Upload upload) {
    var _ = database.submit(session -> record(session, upload));
  }

  static int record(Session session, Upload upload) throws SQLException {
    Incoming in = upload.incoming();
    return session.update(
        """
        INSERT INTO uploads (id, owner, key, length, sha256, path, modified, content_type, delivery,
                             touched_at, photo_id, job_id, content, metadata)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at,
          photo_id = excluded.photo_id, job_id = excluded.job_id, content = excluded.content
        """,
        upload.id(),
        in.owner(),
        in.key(),
        in.length(),
        in.announced().map(ContentHash::hex),
        in.path().value(),
        in.modified().map(Instant::toEpochMilli),
        in.contentType(),
        in.delivery(),
        upload.touchedAt().toEpochMilli(),
        upload.stored().map(Stored::photoId),
        upload.stored().map(Stored::jobId),
        upload.stored().map(stored -> stored.hash().hex()),
        in.metadata());
  }

  /// The sender was heard of; written down with the next commit.
  public void touchSoon(String id, Instant now) {
    var _ =
        database.submit(session ->
            session.update(
                "UPDATE uploads SET touched_at = ? WHERE id = ?", now.toEpochMilli(), id));
  }

  public void delete(String id) {
    database.write(session -> session.update("DELETE FROM uploads WHERE id = ?", id));
  }

  /// Uploads nobody was heard of since, the longest silent first; one page.
  public List<Upload> silentSince(Instant time) {
    return database.read(session ->
        session.list(
            SELECT + "WHERE touched_at < ? ORDER BY touched_at LIMIT ?",
            UploadBook::upload,
            time.toEpochMilli(),
            PAGE));
  }

  /// Whether the file of this name belongs to an upload under way or to a photo being placed.
  public boolean needsFile(String id) {
    return database.read(session -> needsFile(session, id));
  }

  private static boolean needsFile(Session session, String id) throws SQLException {
    return session.number(
            """
            SELECT EXISTS (SELECT 1 FROM uploads WHERE id = ? AND photo_id IS NULL)
                OR EXISTS (SELECT 1 FROM placements WHERE source = ?)
            """,
            id,
            id)
        == 1;
  }

  /// Deletes the file of this name, unless it is needed. Nobody accepts its photo meanwhile, in no
  /// receiver: that, too, is a transaction, and one comes after the other.
  ///
  /// @return whether there is none now
  boolean clear(String id, UploadFiles files) throws StorageFailure {
    if (needsFile(id)) {
      return false;
    }
    var failure = new AtomicReference<StorageFailure>();
    boolean cleared =
        database.write(session -> {
          if (needsFile(session, id)) {
            return false;
          }
          try {
            files.delete(id);
          } catch (StorageFailure e) {
            failure.set(e);
          }
          return true;
        });
    if (failure.get() != null) {
      throw failure.get();
    }
    return cleared;
  }

  private static Upload upload(ResultSet row) throws SQLException {
    var incoming =
        new Incoming(
            row.getString(2),
            Optional.ofNullable(row.getString(3)),
            row.getLong(4),
            Optional.ofNullable(row.getString(5)).map(ContentHash::new),
            new PhotoPath(row.getString(6)),
            row.getObject(7) == null
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(row.getLong(7))),
            Optional.ofNullable(row.getString(8)),
            Optional.ofNullable(row.getString(9)),
            row.getString(14));
    Optional<Stored> stored =
        row.getString(11) == null
            ? Optional.empty()
            : Optional.of(
                new Stored(
                    row.getString(11), row.getString(12), new ContentHash(row.getString(13))));
    return new Upload(row.getString(1), incoming, Instant.ofEpochMilli(row.getLong(10)), stored);
  }
}
