package org.shuttersend.database;

import org.jspecify.annotations.Nullable;

/// The database did not do what was asked: nothing of that piece of work was kept.
public final class DatabaseException extends RuntimeException {
  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
