package org.shuttersend.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Numbered scripts (`001.sql`, `002.sql` …) beside a class; the database itself holds the number
/// of the last one applied. They are written for SQLite, and translated for others ([Dialect]). In
/// a script, a line of `--;` ends a statement, so that triggers may hold semicolons.
///
/// @param owner the class the scripts lie beside, in a folder `migrations`
/// @param latest the highest number
public record Migrations(Class<?> owner, int latest) {
  private static final String STATEMENT_END = "--;";

  /// No program will ever be so far ahead: such a number is damage.
  private static final int FAR_AHEAD = 1000;

  /// @throws NewerSchema if the file was written by a later version of the program Where this
  ///   fails, the connection is of no more use.
  void apply(Connection connection, Dialect dialect) throws SQLException {
    int current = dialect.version(connection);
    if (current < 0 || current > latest + FAR_AHEAD) {
      throw DatabaseException.damage("schema version " + current);
    }
    if (current > latest) {
      throw new NewerSchema(current, latest);
    }
    for (int number = current + 1; number <= latest; number++) {
      applyOne(connection, dialect, number);
    }
  }

  private void applyOne(Connection connection, Dialect dialect, int number) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : script(number).split(STATEMENT_END, -1)) {
        if (!sql.isBlank()) {
          statement.executeUpdate(dialect.translate(sql));
        }
      }
      dialect.keepVersion(statement, number);
      connection.commit();
    } catch (SQLException e) {
      try {
        connection.rollback();
      } catch (SQLException none) {
        e.addSuppressed(none); // on a full disk SQLite rolls back by itself
      }
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private String script(int number) {
    String name = "migrations/%03d.sql".formatted(number);
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing " + name + " beside " + owner.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file belongs to a later version of the program; opening it could harm it.
  public static final class NewerSchema extends DatabaseException {
    NewerSchema(int found, int known) {
      super(
          "schema version " + found + " is newer than " + known + ", the latest this program knows",
          null);
    }
  }
}
