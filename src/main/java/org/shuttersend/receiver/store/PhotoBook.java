package org.shuttersend.receiver.store;

import java.util.UUID;
import org.shuttersend.database.Database;

/// The receiver's photos in all; [Inventory] says which of them are had.
public final class PhotoBook {
  private final Database database;

  public PhotoBook(Database database) {
    this.database = database;
  }

  /// The random id this data folder got when it was made.
  public String instance() {
    return database.write(session -> {
      session.update(
          "INSERT INTO receiver (one, instance) VALUES (1, ?) ON CONFLICT (one) DO NOTHING",
          UUID.randomUUID().toString());
      return session.first("SELECT instance FROM receiver", row -> row.getString(1)).orElseThrow();
    });
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
