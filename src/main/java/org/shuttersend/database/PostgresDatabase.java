package org.shuttersend.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A database that several programs share, each with one writer thread. A lock for the whole
/// database makes their transactions follow each other, as those of one program do.
///
/// Where the server goes away, work fails as it would for any other reason, and the next is tried
/// on a new connection. A commit during which it went may have been kept or not.
final class PostgresDatabase implements Database {
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);
  private static final Duration VALIDATION = Duration.ofSeconds(2);

  private final PostgresServer server;
  private final Writer writer;
  private final HikariDataSource readers;
  private final PostgresLocks locks;
  private final PostgresKeys keys;
  private volatile boolean closed;

  private PostgresDatabase(
      PostgresServer server, Writer writer, HikariDataSource readers, PostgresKeys keys) {
    this.server = server;
    this.writer = writer;
    this.readers = readers;
    this.keys = keys;
    this.locks = new PostgresLocks(server, keys);
  }

  static PostgresDatabase open(PostgresServer server, Migrations migrations, String name) {
    PostgresKeys keys;
    try (Connection connection = connect(server)) {
      keys = PostgresKeys.of(connection);
      // Receivers that start together do it one after the other.
      try (var statement = connection.createStatement()) {
        statement.execute("SET statement_timeout = 0");
        statement.execute("SELECT pg_advisory_lock(" + keys.schema() + ")");
      }
      migrations.apply(connection, Dialect.POSTGRES);
    } catch (SQLException e) {
      throw new DatabaseException(server.name() + ": " + e.getMessage(), e);
    }
    HikariDataSource readers =
        pool(server, name + "-readers", server.poolSize(), server.maxOverflow(), true);
    HikariDataSource writing = pool(server, name, 1, 0, false);
    return new PostgresDatabase(
        server,
        new Writer(new PostgresTransactions(server, writing, keys, name), name),
        readers,
        keys);
  }

  private static HikariDataSource pool(
      PostgresServer server, String name, int size, int overflow, boolean reads) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(server.url());
    config.setDataSourceProperties(server.properties());
    if (reads) {
      // Also where no transaction is begun.
      config.addDataSourceProperty("readOnlyMode", "always");
      config.setReadOnly(true);
    }
    config.setAutoCommit(reads);
    config.setMinimumIdle(size);
    config.setMaximumPoolSize(size + overflow);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setValidationTimeout(VALIDATION.toMillis());
    // Opened before by a connection of its own: from now on the server may come and go.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.url(), server.properties());
  }

  @Override
  public <T> CompletableFuture<T> submit(Work<T> work) {
    return writer.submit(work, PATIENCE);
  }

  @Override
  public <T> T read(Work<T> work) {
    if (closed) {
      throw new DatabaseException(server.name() + ": the database is closed", null);
    }
    try (Connection connection = readers.getConnection()) {
      return work.in(new Session(connection, Dialect.POSTGRES));
    } catch (SQLException e) {
      throw new DatabaseException(server.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long revision() {
    return writer.revision();
  }

  @Override
  public Optional<DatabaseException.Fault> unwritable() {
    return writer.health().unwritable();
  }

  @Override
  public long spells() {
    return writer.health().spells();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Locks locks() {
    return locks;
  }

  @Override
  public AutoCloseable listen(Runnable changed) {
    return new PostgresListening(server, keys, changed);
  }

  @Override
  public void close() {
    writer.close();
    closed = true;
    readers.close();
    locks.close();
  }
}
