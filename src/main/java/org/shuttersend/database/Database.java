package org.shuttersend.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A database with one writer thread in this program, and readers beside it.
///
/// Commits cost a disk sync, so the writer takes all the work that waits and commits it together.
/// Each piece runs in a savepoint of its own: one that fails takes nothing else with it. A caller
/// hears of success only after the commit. Work of one writer follows that of another, also of
/// other programs: nobody writes between what a piece of work reads and its commit, and numbers the
/// database gives become visible in their order.
///
/// There are two: a SQLite file of this program alone, and a PostgreSQL that several programs
/// share. Work is written in SQL that both understand.
public interface Database extends AutoCloseable {
  /// How long a piece of work may take, with the wait for its turn.
  Duration PATIENCE = Duration.ofSeconds(30);

  /// How much of a file is looked through when it is opened.
  enum Check {
    /// The structure: as long as reading the file.
    QUICK,
    /// Also whether the indexes say what the tables say: several times that.
    FULL
  }

  /// Opens or makes a SQLite file and brings its schema up to date.
  ///
  /// @param name of the writer's thread
  /// @throws DatabaseException if it is damaged, not a database, or of a later version
  static SqliteDatabase open(Path file, Migrations migrations, String name) throws IOException {
    return open(file, migrations, name, Check.QUICK);
  }

  static SqliteDatabase open(Path file, Migrations migrations, String name, Check check)
      throws IOException {
    return SqliteDatabase.open(file, migrations, name, check);
  }

  /// Opens a database on a PostgreSQL server and brings its schema up to date.
  ///
  /// @param name of the writer's thread
  /// @throws DatabaseException if it cannot be reached or used, or is of a later version
  static Database open(PostgresServer server, Migrations migrations, String name) {
    return PostgresDatabase.open(server, migrations, name);
  }

  /// Runs `work` in a transaction and returns when it is durable. Must not be called from within
  /// work.
  default <T> T write(Work<T> work) {
    return Outcome.await(submit(work), PATIENCE);
  }

  /// Runs `work` in a transaction; the future completes when it is durable.
  <T> CompletableFuture<T> submit(Work<T> work);

  /// Runs a query on a connection of its own, beside the writer.
  <T> T read(Work<T> work);

  /// Grows with every commit made here, before anybody hears of it: while it stays the same, so
  /// does what this program wrote.
  long revision();

  /// What keeps it from being written, from the first commit that fails for it until one goes
  /// through and there is room for more.
  Optional<DatabaseException.Fault> unwritable();

  /// How often [#unwritable] began.
  long spells();

  /// Whether other programs work with it too.
  boolean isShared();

  /// Locks that hold against the other programs that share it.
  Locks locks();

  /// Tells of commits of other programs that called [Session#announce], and whenever some may have
  /// been missed. Ends when what is returned is closed.
  ///
  /// @param changed quick; on a thread of the database's
  AutoCloseable listen(Runnable changed);

  /// Finishes the work that was handed in.
  @Override
  void close();

  /// What runs inside a transaction or on a reader. It must not keep the session.
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }
}
