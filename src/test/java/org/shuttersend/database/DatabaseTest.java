package org.shuttersend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a write promises: all of it or nothing, told only once it is durable, and nobody else's
/// failure.
class DatabaseTest {
  @TempDir Path folder;

  private Database open() throws IOException, SQLException {
    return open(folder);
  }

  private static Database open(Path folder) throws IOException, SQLException {
    return Database.open(file(folder), new Migrations(DatabaseTest.class, 1), "test-writer");
  }

  private static Path file(Path folder) {
    return folder.resolve("notes.db");
  }

  private static Database.Work<Integer> note(String text) {
    return session -> session.update("INSERT INTO note (text) VALUES (?)", text);
  }

  private static List<String> notes(Database database) {
    return database.read(session ->
        session.list("SELECT text FROM note ORDER BY id LIMIT 10000", row -> row.getString(1)));
  }

  /// Keeps the writer busy, so that what is handed in meanwhile is committed together.
  private static CountDownLatch occupy(Database database, CompletableFuture<?>[] held)
      throws InterruptedException {
    var busy = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    held[0] =
        database.submit(session -> {
          busy.countDown();
          await(go);
          return 0;
        });
    busy.await();
    return go;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFailingWorkTakesNothingElseOfItsBatchWithIt() throws Exception {
    try (Database database = open()) {
      var held = new CompletableFuture<?>[1];
      CountDownLatch go = occupy(database, held);
      var before = database.submit(note("before"));
      var broken =
          database.submit(session -> {
            note("half done").in(session);
            return session.update("INSERT INTO nowhere VALUES (1)");
          });
      var thrown =
          database.submit(session -> {
            note("half thought").in(session);
            throw new IllegalStateException("changed its mind");
          });
      var twice = database.submit(note("before"));
      var after = database.submit(note("after"));
      go.countDown();

      assertThat(before.get()).isEqualTo(1);
      assertThat(after.get()).isEqualTo(1);
      assertThatThrownBy(broken::get).hasCauseInstanceOf(SQLException.class);
      assertThatThrownBy(thrown::get).hasRootCauseMessage("changed its mind");
      assertThatThrownBy(twice::get).hasStackTraceContaining("UNIQUE");
      assertThat(notes(database)).containsExactly("before", "after");
    }
  }

  /// Nothing is before it, so it is undone in another way.
  @Test
  void theFirstOfABatchFailsAlone() throws Exception {
    try (Database database = open()) {
      var held = new CompletableFuture<?>[1];
      CountDownLatch go = occupy(database, held);
      var broken =
          database.submit(session -> {
            note("half done").in(session);
            return session.update("INSERT INTO nowhere VALUES (1)");
          });
      var after = database.submit(note("after"));
      var last = database.submit(note("last"));
      go.countDown();

      assertThatThrownBy(broken::get).hasCauseInstanceOf(SQLException.class);
      assertThat(after.get()).isEqualTo(1);
      assertThat(last.get()).isEqualTo(1);
      assertThat(notes(database)).containsExactly("after", "last");
    }
  }

  @Test
  void aWorkThatFailsWithAnErrorFailsAloneAndTheWriterGoesOn() throws Exception {
    try (Database database = open()) {
      var fatal =
          database.submit(session -> {
            note("half").in(session);
            throw new StackOverflowError("too deep");
          });

      assertThatThrownBy(() -> fatal.get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
      assertThat(database.submit(note("later")).get()).isEqualTo(1);
      assertThat(notes(database)).containsExactly("later");
    }
  }

  /// SQLite then rolls back by itself, and left the writer without a transaction for good.
  @Test
  void aDiskThatWasFullForAWhileIsWrittenToAgain() throws Exception {
    try (Database database = open()) {
      database.write(session -> session.number("PRAGMA max_page_count = 1"));
      assertThatThrownBy(() -> database.write(note("too long".repeat(10_000))))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("FULL");
      assertThat(database.unwritable()).contains(DatabaseException.Fault.DISK_FULL);
      assertThat(database.spells()).isEqualTo(1);
      assertThat(database.write(note("short"))).isEqualTo(1);
      database.write(session -> session.number("PRAGMA max_page_count = 100000"));
      assertThat(database.write(note("now there is room".repeat(10_000)))).isEqualTo(1);
      assertThat(notes(database)).hasSize(2);
      Awaitility.await()
          .untilAsserted(() -> {
            database.write(session -> session.update("UPDATE note SET text = text || '.'"));
            assertThat(database.unwritable()).isEmpty();
          });
    }
  }

  /// It held the room that was wanting.
  @Test
  void whatGrewBesideAFullFileIsGivenBack() throws Exception {
    try (Database database = open()) {
      for (int i = 0; i < 100; i++) {
        database.write(note(i + "x".repeat(10_000)));
      }
      Path log = Path.of(file(folder) + "-wal");
      assertThat(log).isNotEmptyFile();
      database.write(session -> session.number("PRAGMA max_page_count = 1"));
      assertThatThrownBy(() -> database.write(note("too long".repeat(10_000))))
          .hasMessageContaining("FULL");
      assertThat(log).isEmptyFile();
    }
  }

  @Test
  void aFailedWriteTellsWhy() throws Exception {
    try (Database database = open()) {
      assertThatThrownBy(
              () -> database.write(session -> session.update("INSERT INTO nowhere VALUES (1)")))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("nowhere");
    }
  }

  @Test
  void successIsToldOnlyAfterTheCommit() throws Exception {
    try (Database database = open();
        Database other = open()) {
      var held = new CompletableFuture<?>[1];
      CountDownLatch go = occupy(database, held);
      var first = database.submit(note("first"));
      var inside = new CountDownLatch(1);
      var leave = new CountDownLatch(1);
      var second =
          database.submit(session -> {
            inside.countDown();
            await(leave);
            return note("second").in(session);
          });
      go.countDown();
      inside.await();

      // The first has run in the same transaction, but is not durable yet.
      assertThat(first).isNotDone();
      assertThat(notes(other)).isEmpty();

      leave.countDown();
      second.get();
      assertThat(first).isCompleted();
      assertThat(notes(other)).containsExactly("first", "second");
    }
  }

  @Test
  void whatWasToldIsThereWhenOpenedAgain() throws Exception {
    try (Database database = open()) {
      database.write(note("kept"));
      // A copy of the files as they are now, as a kill would leave them.
      Path left = Files.createDirectory(folder.resolve("left"));
      for (String part : List.of("", "-wal")) {
        Files.copy(folder.resolve("notes.db" + part), left.resolve("notes.db" + part));
      }
      try (Database again = open(left)) {
        assertThat(notes(again)).containsExactly("kept");
      }
    }
  }

  @Test
  void aCommitThatFailsIsToldToAllOfItsBatch() throws Exception {
    try (Database database = open()) {
      database.write(session -> session.update("CREATE TABLE parent (id INTEGER PRIMARY KEY)"));
      database.write(session ->
          session.update(
              "CREATE TABLE child (p REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"));
      var held = new CompletableFuture<?>[1];
      CountDownLatch go = occupy(database, held);
      var good = database.submit(note("good"));
      var orphan = database.submit(session -> session.update("INSERT INTO child VALUES (7)"));
      go.countDown();

      assertThatThrownBy(orphan::get).hasCauseInstanceOf(SQLException.class);
      assertThatThrownBy(good::get).hasCauseInstanceOf(SQLException.class);
      assertThat(notes(database)).isEmpty();
      assertThat(database.write(note("good"))).isEqualTo(1);
      assertThat(notes(database)).containsExactly("good");
    }
  }

  @Test
  void manyThreadsWritingAreGrouped() throws Exception {
    try (Database database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var held = new CompletableFuture<?>[1];
      CountDownLatch go = occupy(database, held);
      var handedIn = new CountDownLatch(200);
      var transactions = new ArrayList<Future<Long>>();
      for (int i = 0; i < 200; i++) {
        String text = "note " + i;
        transactions.add(
            threads.submit(() -> {
              // SQLite counts a data_version for other connections at each commit; here the
              // number of rows that are visible outside tells which commit a work belongs to.
              var done =
                  database.submit(session -> {
                    note(text).in(session);
                    return (long) notes(database).size();
                  });
              handedIn.countDown();
              return done.get();
            }));
      }
      handedIn.await();
      go.countDown();

      for (Future<Long> seen : transactions) {
        // None of the two hundred saw any other of them committed: one transaction.
        assertThat(seen.get()).isZero();
      }
      assertThat(notes(database)).hasSize(200);
      assertThat(database.<Long>read(s -> s.number("SELECT notes FROM tally"))).isEqualTo(200);
    }
  }

  @Test
  void closeFinishesWhatWasHandedIn() throws Exception {
    var pending = new ArrayList<CompletableFuture<Integer>>();
    Database database = open();
    var held = new CompletableFuture<?>[1];
    CountDownLatch go = occupy(database, held);
    for (int i = 0; i < 1000; i++) {
      pending.add(database.submit(note("note " + i)));
    }
    var closer = Thread.ofPlatform().start(database::close);
    go.countDown();
    closer.join();

    assertThat(pending).allMatch(f -> f.isDone() && !f.isCompletedExceptionally());
    try (Database again = open()) {
      assertThat(notes(again)).hasSize(1000);
    }
  }

  @Test
  void aClosedDatabaseRefusesAtOnce() throws Exception {
    Database database = open();
    database.close();

    assertThatThrownBy(() -> database.write(note("late")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> notes(database))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void readersCannotWrite() throws Exception {
    try (Database database = open()) {
      assertThatThrownBy(() -> database.read(note("by the back door")))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("readonly");
      assertThat(notes(database)).isEmpty();
    }
  }

  @Test
  void aReaderIsFreeAgainAfterAFailure() throws Exception {
    try (Database database = open()) {
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> database.read(s -> s.number("SELECT * FROM nowhere")))
            .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() ->
                database.read(s -> {
                  throw new IllegalStateException("mapper");
                }))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(notes(database)).isEmpty();
    }
  }

  @Test
  void readersGoOnWhileTheWriterIsBusy() throws Exception {
    try (Database database = open()) {
      database.write(note("there"));
      var inside = new CountDownLatch(1);
      var leave = new CountDownLatch(1);
      var slow =
          database.submit(session -> {
            note("not yet").in(session);
            inside.countDown();
            await(leave);
            return 1;
          });
      inside.await();

      assertThat(notes(database)).containsExactly("there");
      leave.countDown();
      slow.get();
    }
  }

  @Test
  void argumentsMayBeOptional() throws Exception {
    try (Database database = open()) {
      database.write(session -> session.update("CREATE TABLE maybe (a TEXT, b TEXT)"));
      database.write(session ->
          session.update("INSERT INTO maybe VALUES (?, ?)", Optional.of("x"), Optional.empty()));
      assertThat(
              database.<Long>read(
                  s -> s.number("SELECT count(*) FROM maybe WHERE a = 'x' AND b IS NULL")))
          .isEqualTo(1);
      assertThat(database.<Long>read(s -> s.number("SELECT max(a) FROM maybe WHERE a = 'y'")))
          .isZero();
    }
  }
}
