package org.shuttersend.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of other programs' commits, on a connection and a thread of its own. Whenever the
/// connection had to be made anew, something may have been missed, and is told so.
final class PostgresListening implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /// Then the connection is asked whether it is still there.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final PostgresServer server;
  private final PostgresKeys keys;
  private final Runnable changed;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Connection> connection = Optional.empty();

  PostgresListening(PostgresServer server, PostgresKeys keys, Runnable changed) {
    this.server = server;
    this.keys = keys;
    this.changed = changed;
    this.thread = Thread.ofPlatform().name("database-listener").start(this::run);
  }

  private void run() {
    while (end.getCount() > 0) {
      try (Connection fresh = PostgresDatabase.connect(server)) {
        connection = Optional.of(fresh);
        hear(fresh);
      } catch (SQLException e) {
        log.debug("Others' commits are not heard of: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.warn("Others' commits are not heard of", e);
      }
      rest();
    }
  }

  private void hear(Connection fresh) throws SQLException {
    try (var statement = fresh.createStatement()) {
      statement.execute("LISTEN " + keys.channel());
    }
    changed.run();
    PGConnection notices = fresh.unwrap(PGConnection.class);
    while (end.getCount() > 0) {
      PGNotification[] heard = notices.getNotifications((int) SILENCE.toMillis());
      if (heard == null || heard.length == 0) {
        try (var statement = fresh.createStatement()) {
          statement.execute("SELECT 1");
        }
      } else if (!Arrays.stream(heard).allMatch(n -> n.getParameter().equals(keys.program()))) {
        changed.run();
      }
    }
  }

  private void rest() {
    try {
      boolean _ = end.await(BEFORE_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end.countDown();
    }
  }

  @Override
  public void close() {
    end.countDown();
    try {
      if (connection.isPresent()) {
        connection.get().abort(Runnable::run); // it is being read from
      }
      boolean _ = thread.join(LINGER);
    } catch (SQLException e) {
      log.debug("The listening connection was not ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
