package org.shuttersend.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on the one write connection to a SQLite file, which begins each by itself.
final class SqliteTransactions implements Transactions {
  private final Session session;
  private final Logger log;
  private final Health health;

  /// @param name of the log's lines
  SqliteTransactions(Session session, Path file, String name) {
    this.session = session;
    this.log = LoggerFactory.getLogger(Database.class.getName() + "." + name);
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    this.health = new Health(file.toString(), log, () -> Room.isThere(folder), System::nanoTime);
  }

  @Override
  public Session begin() {
    return session;
  }

  @Override
  public boolean beginsWithMore() {
    return false;
  }

  @Override
  public void commit() throws SQLException {
    session.connection().commit();
  }

  @Override
  public void failed(Throwable cause, int changes) {
    rollBack(session.connection());
    health.failed(cause, changes);
    shrink(session.connection());
  }

  @Override
  public void stored(List<Throwable> failedAlone) {
    Optional<Throwable> byTheDisk =
        failedAlone.stream().filter(e -> DatabaseException.fault(e).lasts()).findFirst();
    byTheDisk.ifPresent(cause -> health.failed(cause, 1));
    if (byTheDisk.isPresent() || health.succeeded()) {
      shrink(session.connection());
    }
  }

  @Override
  public Health health() {
    return health;
  }

  /// What grew beside the file while its disk was full goes into the file and is given back. A
  /// reader keeps that from being done, which is not waited for.
  private void shrink(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 100");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      log.debug("The write-ahead log was not shortened: {}", e.getMessage());
      restart(connection); // this too ends the transaction where there is no room
    }
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + SqliteDatabase.BUSY_MILLIS);
    } catch (SQLException e) {
      log.debug("The patience with others was not set: {}", e.getMessage());
    }
  }

  /// A full disk makes SQLite roll back by itself; without a new beginning every later commit would
  /// fail for want of a transaction, long after there is room again.
  private void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("There was nothing left to roll back: {}", e.getMessage());
      restart(connection);
    }
  }

  private void restart(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN");
    } catch (SQLException e) {
      // Where the disk is the reason, it says so at the next commit.
      log.debug("No transaction could be begun: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    Outcome.closeQuietly(session);
  }
}
