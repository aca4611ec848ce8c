package org.shuttersend.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/// A damaged database, of which is read what can be; nothing of it is changed. Used by one thread.
public final class Wreck implements AutoCloseable {
  private final Connection connection;

  private Wreck(Connection connection) {
    this.connection = connection;
  }

  /// @throws SQLException if nothing of it can be read
  public static Wreck open(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return new Wreck(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
  }

  /// Hands out rows from the first one until damage, then from the last one back to it. Where
  /// nothing is damaged each comes once, else some may come twice.
  ///
  /// @param key the columns of the table's key, by which it is read
  /// @return whether all of it could be read
  public boolean each(String select, String key, RowReader reader) throws SQLException {
    if (through(select + " ORDER BY " + key, reader)) {
      return true;
    }
    boolean _ = through(select + " ORDER BY " + key.replace(",", " DESC,") + " DESC", reader);
    return false;
  }

  /// @throws SQLException that of the reader
  private boolean through(String sql, RowReader reader) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = query(statement, sql)) {
      while (next(rows)) {
        reader.read(rows);
      }
      return true;
    } catch (EndOfTheReadable e) {
      return false;
    }
  }

  private static ResultSet query(Statement statement, String sql) throws EndOfTheReadable {
    try {
      return statement.executeQuery(sql);
    } catch (SQLException e) {
      throw new EndOfTheReadable(e);
    }
  }

  private static boolean next(ResultSet rows) throws EndOfTheReadable {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw new EndOfTheReadable(e);
    }
  }

  private static final class EndOfTheReadable extends SQLException {
    EndOfTheReadable(SQLException cause) {
      super(cause);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /// Takes one row.
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
