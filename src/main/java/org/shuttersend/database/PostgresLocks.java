package org.shuttersend.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Locks of one connection: the server gives them back when the connection ends, with the program
/// or before. Any thread.
final class PostgresLocks implements Locks, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final String TAKE = "SELECT pg_try_advisory_lock(?)";
  private static final String GIVE_BACK = "SELECT pg_advisory_unlock(?)";
  private static final String ASK = "SELECT true WHERE ? <> 0";

  /// Those that wait behind one that found nobody need not all find out for themselves.
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

  private final PostgresServer server;
  private final PostgresKeys keys;

  // Guarded by this, to the end.
  private Optional<Connection> connection = Optional.empty();
  private long connections;
  private boolean closed;
  private Optional<DatabaseException> away = Optional.empty();
  private long awaySince;

  PostgresLocks(PostgresServer server, PostgresKeys keys) {
    this.server = server;
    this.keys = keys;
  }

  @Override
  public synchronized Optional<Held> take(String name) {
    long lock = keys.lock(name);
    return ask(connected(), TAKE, lock)
        ? Optional.of(new Taken(lock, connections))
        : Optional.empty();
  }

  private Connection connected() {
    if (closed) {
      throw new DatabaseException(server.name() + ": the database is closed", null);
    }
    if (connection.isPresent()) {
      return connection.get();
    }
    if (away.isPresent() && System.nanoTime() - awaySince < REST_NANOS) {
      throw new DatabaseException(String.valueOf(away.get().getMessage()), away.get().getCause());
    }
    try {
      Connection fresh = PostgresDatabase.connect(server);
      connection = Optional.of(fresh);
      connections++;
      away = Optional.empty();
      return fresh;
    } catch (SQLException e) {
      var failure = new DatabaseException(server.name() + ": " + e.getMessage(), e);
      away = Optional.of(failure);
      awaySince = System.nanoTime();
      throw failure;
    }
  }

  private boolean ask(Connection at, String sql, long lock) {
    try (PreparedStatement statement = at.prepareStatement(sql)) {
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      lose();
      throw new DatabaseException(server.name() + ": " + e.getMessage(), e);
    }
  }

  /// Whatever is wrong with it, its locks may be gone: none of them counts any more.
  private void lose() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException e) {
      log.debug("A connection with locks was lost: {}", e.getMessage());
    }
    connection = Optional.empty();
  }

  private synchronized void check(Taken lock) {
    if (isCurrent(lock)) {
      boolean _ = ask(connection.orElseThrow(), ASK, lock.number);
    } else {
      throw new DatabaseException(
          server.name() + ": a lock was lost with its connection", new SQLException("", "08006"));
    }
  }

  private synchronized void giveBack(Taken lock) {
    try {
      if (isCurrent(lock)) {
        boolean _ = ask(connection.orElseThrow(), GIVE_BACK, lock.number);
      }
    } catch (DatabaseException e) {
      log.debug("A lock ended with its connection: {}", e.getMessage());
    }
  }

  private boolean isCurrent(Taken lock) {
    return connection.isPresent() && lock.connection == connections;
  }

  @Override
  public synchronized void close() {
    closed = true;
    lose();
  }

  /// One lock.
  private final class Taken implements Held {
    private final long number;
    private final long connection;

    /// @param connection which one it was taken on
    Taken(long number, long connection) {
      this.number = number;
      this.connection = connection;
    }

    @Override
    public void check() {
      PostgresLocks.this.check(this);
    }

    @Override
    public void close() {
      giveBack(this);
    }
  }
}
