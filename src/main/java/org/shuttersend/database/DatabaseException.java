package org.shuttersend.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The database did not do what was asked. Nothing of that piece of work was kept, unless the wait
/// for it ran out or was interrupted: then it may yet be.
public class DatabaseException extends RuntimeException {
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;

  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Whether the file itself is at fault: trying again will not help.
  public boolean isDamage() {
    if (getCause() instanceof SQLException sql) {
      int code = sql.getErrorCode() & 0xff;
      return code == CORRUPT || code == NOT_A_DATABASE;
    }
    return false;
  }

  static SQLException damage(String verdict) {
    return new SQLException("damaged: " + verdict, "", CORRUPT);
  }
}
