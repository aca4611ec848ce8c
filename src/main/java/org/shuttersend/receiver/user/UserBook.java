package org.shuttersend.receiver.user;

import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.Session;

/// The rows of users and their tokens. Other programs may write them too, while the receiver runs.
public final class UserBook {
  /// More than any studio has.
  private static final int MOST = 1000;

  private final Database database;

  public UserBook(Database database) {
    this.database = database;
  }

  /// @param own whether this is the receiver's own user, whose token is in the token file
  /// @param tokens how many may be used
  public record Entry(User user, boolean own, int tokens, Instant createdAt) {}

  /// What came of removing one.
  public enum Removal {
    REMOVED,
    UNKNOWN,
    /// The receiver's own, which it makes at each start.
    OWN
  }

  /// @return false if there is one of this name, or one that a file system may take for it
  public boolean add(User user, Token token, Instant now) {
    return database.write(session -> {
      if (insert(session, user, now) == 0) {
        return false;
      }
      give(session, user.name(), token, now);
      return true;
    });
  }

  /// The user of `--user`, made at the start: an admin, whatever it was.
  public void own(String name, Instant now) {
    database.write(session -> {
      session.update("UPDATE users SET own = 0 WHERE own = 1 AND name <> ?", name);
      insert(session, new User(name, Role.ADMIN), now);
      return session.update("UPDATE users SET own = 1, role = 'admin' WHERE name = ?", name);
    });
  }

  /// Gives the user a new token; those given before are of no more use.
  ///
  /// @return false if there is no such user
  public boolean renew(String name, Token token, Instant now) {
    return database.write(session -> {
      if (session.number("SELECT count(*) FROM users WHERE name = ?", name) == 0) {
        return false;
      }
      session.update("DELETE FROM tokens WHERE user_name = ?", name);
      give(session, name, token, now);
      return true;
    });
  }

  /// The user's photos stay.
  public Removal remove(String name) {
    return database.write(session -> {
      Optional<Boolean> own =
          session.first("SELECT own FROM users WHERE name = ?", row -> row.getInt(1) == 1, name);
      if (own.isEmpty()) {
        return Removal.UNKNOWN;
      }
      if (own.get()) {
        return Removal.OWN;
      }
      session.update("DELETE FROM tokens WHERE user_name = ?", name);
      session.update("DELETE FROM users WHERE name = ?", name);
      return Removal.REMOVED;
    });
  }

  /// By name; at most a thousand.
  public List<Entry> list() {
    return database.read(session ->
        session.list(
            """
            SELECT u.name, u.role, u.own, u.created_at,
                   (SELECT count(*) FROM tokens t WHERE t.user_name = u.name)
            FROM users u ORDER BY u.name LIMIT ?
            """,
            row ->
                new Entry(
                    new User(row.getString(1), Role.of(row.getString(2))),
                    row.getInt(3) == 1,
                    row.getInt(5),
                    Instant.ofEpochMilli(row.getLong(4))),
            MOST));
  }

  /// Whose token has this hash.
  public Optional<User> byHash(String hash) {
    return database.read(session ->
        session.first(
            """
            SELECT u.name, u.role FROM tokens t JOIN users u ON u.name = t.user_name
            WHERE t.hash = ?
            """,
            row -> new User(row.getString(1), Role.of(row.getString(2))),
            hash));
  }

  private static int insert(Session session, User user, Instant now) throws SQLException {
    return session.update(
        """
        INSERT INTO users (name, folded, role, created_at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        user.name(),
        Normalizer.normalize(user.name(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT),
        user.role().word(),
        now.toEpochMilli());
  }

  private static void give(Session session, String name, Token token, Instant now)
      throws SQLException {
    session.update(
        "INSERT INTO tokens (hash, user_name, created_at) VALUES (?, ?, ?)",
        token.hash(),
        name,
        now.toEpochMilli());
  }
}
