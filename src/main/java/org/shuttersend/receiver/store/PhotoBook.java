package org.shuttersend.receiver.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.shuttersend.database.Database;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.JobState;
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

  /// A content that is had, and how far its job is.
  public record Had(String photoId, String jobId, JobState job) {}

  /// Those of the contents that are had, in one query, by their hash.
  public Map<String, Had> has(String owner, List<String> hashes) {
    var had = new HashMap<String, Had>();
    database
        .read(session ->
            session.list(
                """
                SELECT p.sha256, p.id, p.job_id, j.state
                FROM photos p JOIN jobs j ON j.id = p.job_id
                WHERE p.owner = ? AND j.state <> 'failed'
                  AND p.sha256 IN (SELECT value FROM json_each(?)) LIMIT 1000
                """,
                row ->
                    Map.entry(
                        row.getString(1),
                        new Had(
                            row.getString(2), row.getString(3), JobRows.state(row.getString(4)))),
                owner,
                Json.text(hashes)))
        .forEach(entry -> had.put(entry.getKey(), entry.getValue()));
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
