package org.shuttersend.receiver.push;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.database.Database;

/// The users' web hooks: one each.
public final class HookBook {
  private final Database database;

  public HookBook(Database database) {
    this.database = database;
  }

  /// A user's hook.
  public record Kept(Target target, Instant createdAt) {}

  public Optional<Kept> of(String user) {
    return database.read(session ->
        session.first(
            "SELECT url, secret, created_at FROM hooks WHERE owner = ?", HookBook::kept, user));
  }

  /// In place of the one there may have been.
  public void set(String user, Kept hook) {
    database.write(session ->
        session.update(
            """
            INSERT INTO hooks (owner, url, secret, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (owner) DO UPDATE SET url = excluded.url, secret = excluded.secret,
              created_at = excluded.created_at
            """,
            user,
            hook.target().url().toString(),
            hook.target().secret(),
            hook.createdAt().toEpochMilli()));
  }

  /// @return false if there was none
  public boolean remove(String user) {
    return database.write(
        session -> session.update("DELETE FROM hooks WHERE owner = ?", user) == 1);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new Target(URI.create(row.getString(1)), row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)));
  }
}
