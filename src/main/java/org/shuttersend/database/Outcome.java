package org.shuttersend.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waiting for work, and closing where nobody can act on a failure.
final class Outcome {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private Outcome() {}

  static <T> T await(CompletableFuture<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new DatabaseException("no commit within " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while waiting for a commit", e);
    }
  }

  static void closeQuietly(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      log.warn("Closing a database connection failed: {}", e.getMessage());
    }
  }
}
