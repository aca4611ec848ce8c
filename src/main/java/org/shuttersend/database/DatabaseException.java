package org.shuttersend.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The database did not do what was asked. Nothing of that piece of work was kept, unless the wait
/// for it ran out or was interrupted: then it may yet be.
public class DatabaseException extends RuntimeException {
  private static final int CORRUPT = 11;

  /// SQLite's driver gives a number instead.
  private static final int STATE_LENGTH = 5;

  /// What kept the database from it, as far as somebody can do something about it.
  public enum Fault {
    /// The file itself: trying again will not help.
    DAMAGED,
    /// Another program holds it.
    LOCKED,
    /// It may not be written.
    READ_ONLY,
    /// There is no room on its disk.
    DISK_FULL,
    /// Its disk does not do what it should.
    DISK_FAILS,
    /// Its server cannot be reached, or has too much to do.
    AWAY,
    OTHER;

    /// Whether no write will work until something outside is otherwise.
    boolean lasts() {
      return switch (this) {
        case READ_ONLY, DISK_FULL, DISK_FAILS, AWAY -> true;
        case DAMAGED, LOCKED, OTHER -> false;
      };
    }
  }

  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public Fault fault() {
    return fault(getCause());
  }

  static Fault fault(@Nullable Throwable cause) {
    if (cause instanceof TimeoutException || cause instanceof SQLTransientConnectionException) {
      return Fault.AWAY;
    }
    if (!(cause instanceof SQLException sql)) {
      return Fault.OTHER;
    }
    @Nullable String state = sql.getSQLState();
    if (state != null && state.length() == STATE_LENGTH) {
      return Dialect.fault(state);
    }
    return switch (sql.getErrorCode() & 0xff) {
      case CORRUPT, 26 -> Fault.DAMAGED; // not a database
      case 5, 6 -> Fault.LOCKED; // busy; locked
      case 3, 8 -> Fault.READ_ONLY; // not permitted; read-only
      case 13 -> Fault.DISK_FULL;
      case 10, 14 -> Fault.DISK_FAILS; // input or output; not opened
      default -> Fault.OTHER;
    };
  }

  /// Whether the file itself is at fault: trying again will not help.
  public boolean isDamage() {
    return fault() == Fault.DAMAGED;
  }

  public static DatabaseException damaged(String what) {
    return new DatabaseException(what, damage(what));
  }

  static SQLException damage(String verdict) {
    return new SQLException("damaged: " + verdict, "", CORRUPT);
  }
}
