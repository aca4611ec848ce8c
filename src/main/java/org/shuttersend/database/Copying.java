package org.shuttersend.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a copy of a database on a connection of its own, one at a time. Any thread.
final class Copying {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final Path file;
  private final Object one = new Object();

  /// Guarded by this, as the next.
  private Optional<PreparedStatement> underWay = Optional.empty();

  private boolean ended;

  Copying(Path file) {
    this.file = file;
  }

  void into(Path target) throws IOException {
    synchronized (one) {
      try (Connection connection = SqliteDatabase.connect(file, false);
          PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        begin(copy);
        SqliteDatabase.check(connection, Database.Check.FULL);
        copy.setString(1, target.toString());
        copy.executeUpdate();
      } catch (SQLException e) {
        throw new DatabaseException(file + ": " + e.getMessage(), e);
      } finally {
        done();
      }
    }
    Durable.file(target);
  }

  private synchronized void begin(PreparedStatement copy) {
    if (ended) {
      throw new DatabaseException(file + ": the database is closed", null);
    }
    underWay = Optional.of(copy);
  }

  private synchronized void done() {
    underWay = Optional.empty();
  }

  /// Breaks off what is under way, and does nothing any more.
  synchronized void end() {
    ended = true;
    try {
      if (underWay.isPresent()) {
        underWay.get().cancel();
      }
    } catch (SQLException e) {
      log.debug("A copy could not be broken off: {}", e.getMessage());
    }
  }
}
