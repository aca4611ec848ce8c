package org.shuttersend.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions that follow those of every other program: each first takes the lock of the whole
/// database, and the server gives it back with the commit. So what one reads holds until its
/// commit, and a number from a sequence is never seen before a smaller one.
final class PostgresTransactions implements Transactions {
  private static final String ALONE = "SELECT pg_advisory_xact_lock(?)";
  private static final String TELL = "SELECT pg_notify(?, ?)";

  private final HikariDataSource connections;
  private final PostgresKeys keys;
  private final Logger log;
  private final Health health;
  private Optional<Session> underWay = Optional.empty();

  /// @param connections gives one at a time, and a new one where it was lost
  /// @param name of the log's lines
  PostgresTransactions(
      PostgresServer server, HikariDataSource connections, PostgresKeys keys, String name) {
    this.connections = connections;
    this.keys = keys;
    this.log = LoggerFactory.getLogger(Database.class.getName() + "." + name);
    this.health = new Health(server.name(), log, () -> true, System::nanoTime);
  }

  @Override
  public Session begin() throws SQLException {
    Connection connection = connections.getConnection();
    var session = new Session(connection, Dialect.POSTGRES);
    underWay = Optional.of(session);
    try (var alone = connection.prepareStatement(ALONE)) {
      alone.setLong(1, keys.lock("writer"));
      alone.execute();
    }
    return session;
  }

  @Override
  public boolean beginsWithMore() {
    return true;
  }

  @Override
  public void commit() throws SQLException {
    Session session = underWay.orElseThrow();
    if (session.isAnnounced()) {
      try (var tell = session.connection().prepareStatement(TELL)) {
        tell.setString(1, keys.channel());
        tell.setString(2, keys.program());
        tell.execute();
      }
    }
    session.connection().commit();
    end();
  }

  @Override
  public void failed(Throwable cause, int changes) {
    try {
      if (underWay.isPresent()) {
        underWay.get().connection().rollback();
      }
    } catch (SQLException e) {
      log.debug("Nothing could be rolled back: {}", e.getMessage());
    }
    end();
    health.failed(cause, changes);
  }

  @Override
  public void stored(List<Throwable> failedAlone) {
    boolean _ = health.succeeded();
  }

  /// The connection goes back; one that broke is replaced.
  private void end() {
    underWay.ifPresent(Outcome::closeQuietly);
    underWay = Optional.empty();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    connections.close();
  }
}
