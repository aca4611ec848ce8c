package org.shuttersend.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection with its prepared statements kept: preparing costs more than running most of them.
/// Used by one thread at a time; SQL texts are constants, so the cache is bounded by the code.
public final class Session implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private boolean announced;

  Session(Connection connection) {
    this(connection, Dialect.SQLITE);
  }

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Connection connection() {
    return connection;
  }

  /// Runs an INSERT, UPDATE or DELETE.
  ///
  /// @return the number of rows it changed
  public int update(String sql, @Nullable Object... args) throws SQLException {
    try {
      return bound(sql, args).executeUpdate();
    } catch (SQLException e) {
      drop(sql);
      throw e;
    }
  }

  /// All rows the query gives; the SQL itself carries the LIMIT.
  public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... args)
      throws SQLException {
    try (ResultSet rows = bound(sql, args).executeQuery()) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(mapper.map(rows));
      }
      return list;
    }
  }

  /// The first row, if there is one.
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... args)
      throws SQLException {
    try (ResultSet rows = bound(sql, args).executeQuery()) {
      return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
    }
  }

  /// The one number the query gives; 0 with no row or NULL, 1 for what is true.
  public long number(String sql, @Nullable Object... args) throws SQLException {
    return first(sql, this::oneNumber, args).orElse(0L);
  }

  /// SQLite has no other truth than numbers.
  private long oneNumber(ResultSet row) throws SQLException {
    return switch (dialect) {
      case SQLITE -> row.getLong(1);
      case POSTGRES -> row.getObject(1) instanceof Boolean is ? (is ? 1 : 0) : row.getLong(1);
    };
  }

  /// Those who listen in other programs that share the database are told once this is committed.
  public void announce() {
    announced = true;
  }

  boolean isAnnounced() {
    return announced;
  }

  /// The driver closes some statements that failed, as on a full disk: the next use prepares anew.
  private void drop(String sql) throws SQLException {
    PreparedStatement failed = statements.remove(sql);
    if (failed != null) {
      failed.close();
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... args) throws SQLException {
    log.trace("{}", sql);
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < args.length; i++) {
      statement.setObject(i + 1, args[i] instanceof Optional<?> o ? o.orElse(null) : args[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /// One row to one value.
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
