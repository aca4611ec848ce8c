package org.shuttersend.receiver.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.shuttersend.database.Database;
import org.shuttersend.model.ContentHash;
import org.shuttersend.wire.Json;

/// What the receiver has, asked by content. A photo whose processing failed is not had: its bytes
/// are welcome again.
public final class PhotoBook {
  private final Database database;

  public PhotoBook(Database database) {
    this.database = database;
  }

  /// The random id this data folder got when it was made.
  public String instance() {
    return database.write(session -> {
      session.update(
          "INSERT OR IGNORE INTO receiver (one, instance) VALUES (1, ?)",
          UUID.randomUUID().toString());
      return session.first("SELECT instance FROM receiver", row -> row.getString(1)).orElseThrow();
    });
  }

  public Optional<Stored> has(String owner, ContentHash hash) {
    return database.read(session ->
        Acceptance.known(session, owner, hash)
            .filter(known -> !known.failed())
            .map(known -> new Stored(known.photoId(), known.jobId(), hash)));
  }

  /// Those of the contents that are had, in one query.
  public Map<String, Stored> has(String owner, List<String> hashes) {
    var had = new HashMap<String, Stored>();
    database
        .read(session ->
            session.list(
                """
                SELECT p.id, p.job_id, p.sha256
                FROM photos p JOIN jobs j ON j.id = p.job_id
                WHERE p.owner = ? AND j.state <> 'failed'
                  AND p.sha256 IN (SELECT value FROM json_each(?)) LIMIT 1000
                """,
                row ->
                    new Stored(
                        row.getString(1), row.getString(2), new ContentHash(row.getString(3))),
                owner,
                Json.text(hashes)))
        .forEach(stored -> had.put(stored.hash().hex(), stored));
    return had;
  }

  /// Whether a photo has this place, or is on its way there.
  boolean hasPath(String path) {
    return database.read(
            session -> session.number("SELECT EXISTS (SELECT 1 FROM photos WHERE path = ?)", path))
        == 1;
  }

  /// How many photos there are, and their bytes.
  public Totals totals() {
    return database.read(session ->
        session
            .first(
                "SELECT count(*), coalesce(sum(size), 0) FROM photos",
                row -> new Totals(row.getLong(1), row.getLong(2)))
            .orElseThrow());
  }

  public record Totals(long photos, long bytes) {}
}
