package org.shuttersend.database;

import java.sql.SQLException;
import java.util.List;

/// What the writer puts its work into and commits. Used by the writer's thread, its health by any.
interface Transactions extends AutoCloseable {
  /// Begins a transaction.
  ///
  /// @return where work runs until it is committed or has failed
  Session begin() throws SQLException;

  /// Whether a transaction that is rolled back from within has lost what it began with, so that
  /// nothing more may follow in it.
  boolean beginsWithMore();

  void commit() throws SQLException;

  /// Undoes all of it.
  void failed(Throwable cause, int changes);

  /// It was committed, but for the pieces of work that failed alone.
  void stored(List<Throwable> failedAlone);

  Health health();

  @Override
  void close();
}
