package org.shuttersend.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One SQLite file: one writer thread, a few pooled readers.
///
/// Commits cost a disk sync, so the writer takes all the work that waits and commits it together.
/// Each piece runs in a savepoint of its own: one that fails takes nothing else with it. A caller
/// hears of success only after the commit.
public final class SqliteDatabase implements Database {
  private static final int READERS = 3;

  static final int BUSY_MILLIS = 10_000;

  /// A card of photos touches every index all over: read back from the file, each costs again.
  private static final int WRITER_CACHE_KB = 16_384;

  /// Of 4 KB.
  private static final int CHECKPOINT_PAGES = 4_000;

  private final Path file;
  private final Writer writer;
  private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
  private final Copying copying;
  private volatile boolean closed;

  private SqliteDatabase(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
    this.copying = new Copying(file);
  }

  static SqliteDatabase open(Path file, Migrations migrations, String name, Check check)
      throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    NativeLibrary.use(folder);
    try {
      return open(file, migrations, name, check, new Session(connect(file, false)));
    } catch (SQLException e) {
      // What the file holds is not what its version says, or of no format there is.
      boolean unsound = e.getErrorCode() == 1;
      throw new DatabaseException(
          file + ": " + e.getMessage(),
          unsound ? DatabaseException.damage(String.valueOf(e.getMessage())) : e);
    }
  }

  private static SqliteDatabase open(
      Path file, Migrations migrations, String name, Check check, Session first)
      throws SQLException {
    try {
      check(first.connection(), check);
      migrations.apply(first.connection(), Dialect.SQLITE);
      first.connection().setAutoCommit(false);
      var transactions = new SqliteTransactions(first, file, name);
      var database = new SqliteDatabase(file, new Writer(transactions, name));
      for (int i = 0; i < READERS; i++) {
        database.readers.add(new Session(connect(file, true)));
      }
      return database;
    } catch (SQLException | DatabaseException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<T> submit(Work<T> work) {
    return writer.submit(work, PATIENCE);
  }

  @Override
  public long revision() {
    return writer.revision();
  }

  @Override
  public Optional<DatabaseException.Fault> unwritable() {
    return writer.health().unwritable();
  }

  @Override
  public long spells() {
    return writer.health().spells();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Locks locks() {
    return Locks.NOBODY_ELSE;
  }

  @Override
  public AutoCloseable listen(Runnable changed) {
    return () -> {};
  }

  @Override
  public <T> T read(Work<T> work) {
    Session session = borrow();
    try {
      return work.in(session);
    } catch (SQLException e) {
      throw new DatabaseException(file + ": " + e.getMessage(), e);
    } finally {
      readers.add(session);
      if (closed) {
        closeReaders();
      }
    }
  }

  private Session borrow() {
    if (closed) {
      throw new DatabaseException(file + ": the database is closed", null);
    }
    try {
      Session session = readers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (session == null) {
        throw new DatabaseException(file + ": every reader is busy for " + PATIENCE, null);
      }
      return session;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while waiting for a reader", e);
    }
  }

  /// Writes a sound copy of the file as it is now, beside the writer and the readers; returns when
  /// the disk has it. Closing the database breaks it off.
  ///
  /// @param target must not exist
  /// @throws DatabaseException if this file is damaged, or the copy was not finished
  public void copyInto(Path target) throws IOException {
    copying.into(target);
  }

  /// Finishes the work that was handed in, then closes the file.
  @Override
  public void close() {
    copying.end();
    writer.close();
    closed = true;
    closeReaders();
  }

  private void closeReaders() {
    Session session;
    while ((session = readers.poll()) != null) {
      Outcome.closeQuietly(session);
    }
  }

  static Connection connect(Path file, boolean reader) throws SQLException {
    var properties = new Properties();
    // Asked for after every change otherwise; nobody here wants them.
    properties.setProperty("jdbc.get_generated_keys", "false");
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA temp_store = MEMORY");
      if (reader) {
        statement.execute("PRAGMA query_only = ON");
      } else {
        statement.execute("PRAGMA cache_size = -" + WRITER_CACHE_KB);
        statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A damaged page may lie anywhere: better found now than in the middle of a day.
  static void check(Connection connection, Check check) throws SQLException {
    String pragma = check == Check.FULL ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(pragma)) {
      String verdict = row.next() ? row.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw DatabaseException.damage(verdict);
      }
    }
  }
}
