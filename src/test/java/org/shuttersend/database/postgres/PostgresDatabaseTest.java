package org.shuttersend.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.DatabaseException.Fault;
import org.shuttersend.database.Locks;
import org.shuttersend.database.Migrations;
import org.shuttersend.database.PostgresServer;
import org.shuttersend.testkit.Postgres;

/// What is promised of a file, of a server that several programs share: here each `Database` stands
/// for one of them.
class PostgresDatabaseTest {
  private PostgresServer server;

  @BeforeEach
  void server() {
    server = Postgres.running().database();
  }

  private Database open() {
    return Database.open(server, new Migrations(PostgresDatabaseTest.class, 2), "test-writer");
  }

  private static Database.Work<Integer> note(String text) {
    return session -> session.update("INSERT INTO note (text) VALUES (?)", text);
  }

  private static List<String> notes(Database database) {
    return database.read(session ->
        session.list("SELECT text FROM note ORDER BY id LIMIT 10000", row -> row.getString(1)));
  }

  /// Keeps the writer busy, so that what is handed in meanwhile is committed together.
  private static CountDownLatch occupy(Database database) throws InterruptedException {
    var busy = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var _ =
        database.submit(session -> {
          busy.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        });
    busy.await();
    return go;
  }

  @Test
  void programsThatOpenItTogetherMakeItsTablesOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var opened = new ArrayList<Future<Database>>();
      for (int i = 0; i < 4; i++) {
        opened.add(threads.submit((Callable<Database>) this::open));
      }
      for (Future<Database> one : opened) {
        one.get().close();
      }
    }
    try (Database database = open()) {
      assertThat(database.<Long>read(s -> s.number("SELECT version FROM schema_version")))
          .isEqualTo(2);
    }
    assertThatThrownBy(
            () -> Database.open(server, new Migrations(PostgresDatabaseTest.class, 1), "old"))
        .isInstanceOf(Migrations.NewerSchema.class);
  }

  @Test
  void aFailingWorkTakesNothingElseOfItsBatchWithIt() throws Exception {
    try (Database database = open()) {
      CountDownLatch go = occupy(database);
      var first = database.submit(session -> session.update("INSERT INTO nowhere VALUES (1)"));
      var good = database.submit(note("good"));
      var thrown =
          database.submit(session -> {
            note("half").in(session);
            throw new IllegalStateException("changed its mind");
          });
      var after = database.submit(note("after"));
      go.countDown();
      assertThat(good.get()).isEqualTo(1);
      assertThat(after.get()).isEqualTo(1);
      assertThatThrownBy(first::get).hasStackTraceContaining("nowhere");
      assertThatThrownBy(thrown::get).hasRootCauseMessage("changed its mind");
      assertThatThrownBy(() -> database.write(s -> s.update("INSERT INTO nowhere VALUES (1)")))
          .isInstanceOf(DatabaseException.class);
      assertThat(notes(database)).containsExactly("good", "after");
    }
  }

  @Test
  void readersCannotWrite() throws Exception {
    try (Database database = open()) {
      assertThatThrownBy(() -> database.read(note("by the back door")))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("read-only");
      assertThat(notes(database)).isEmpty();
    }
  }

  /// With what a transaction counts before it adds; without the lock some would add too many.
  @Test
  void whatOneReadsHoldsUntilItsCommitWhoeverElseWrites() throws Exception {
    try (Database one = open();
        Database other = open();
        Database third = open()) {
      var all = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 150; i++) {
        String text = "note " + i;
        for (Database database : List.of(one, other, third)) {
          all.add(
              database.submit(session ->
                  session.number("SELECT count(*) FROM note") < 100
                      ? note(text + database).in(session)
                      : 0));
        }
      }
      int added = 0;
      for (var future : all) {
        added += future.get();
      }
      assertThat(added).isEqualTo(100);
      assertThat(notes(one)).hasSize(100);
    }
  }

  @Test
  void numbersBecomeVisibleInTheirOrder() throws Exception {
    try (Database one = open();
        Database other = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new AtomicBoolean();
      Future<List<Long>> seen =
          threads.submit(() -> {
            var numbers = new ArrayList<Long>();
            while (true) {
              boolean last = done.get();
              long after = numbers.isEmpty() ? 0 : numbers.getLast();
              numbers.addAll(
                  one.read(session ->
                      session.list(
                          "SELECT id FROM note WHERE id > ? ORDER BY id LIMIT 10000",
                          row -> row.getLong(1),
                          after)));
              if (last) {
                return numbers;
              }
            }
          });
      var all = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 400; i++) {
        all.add((i % 2 == 0 ? one : other).submit(note("note " + i)));
        if (i % 20 == 0) {
          all.getLast().get();
        }
      }
      for (var future : all) {
        future.get();
      }
      done.set(true);
      assertThat(seen.get())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
    }
  }

  @Test
  void aLockOfOneProgramKeepsOthersOutUntilItIsGivenBackOrTheProgramEnds() throws Exception {
    try (Database one = open()) {
      Locks.Held held;
      try (Database other = open()) {
        held = other.locks().take("place").orElseThrow();
        assertThat(one.locks().take("place")).isEmpty();
        assertThat(one.locks().take("another")).isPresent();
        held.close();
        one.locks().take("place").orElseThrow().close();
        held = other.locks().take("place").orElseThrow();
        held.check();
      }
      await().until(() -> one.locks().take("place").isPresent());
      assertThatThrownBy(held::check).isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void othersCommitsAreHeardOfAndWhateverMayHaveBeenMissed() throws Exception {
    try (Database one = open();
        Database other = open()) {
      var heard = new AtomicInteger();
      try (var _ = one.listen(heard::incrementAndGet)) {
        await().until(() -> heard.get() == 1);
        assertThat(other.write(note("in silence"))).isEqualTo(1);
        other.write(session -> {
          session.announce();
          return note("announced").in(session);
        });
        await().until(() -> heard.get() == 2);
        Postgres.running().cutAll();
        await().until(() -> heard.get() == 3);
      }
    }
  }

  @Test
  void aServerThatGoesAwayIsWaitedForAndNothingToldIsLost() throws Exception {
    try (Database database = open()) {
      Locks.Held held = database.locks().take("place").orElseThrow();
      database.write(note("before"));
      Postgres.running().crash();
      assertThatThrownBy(() -> database.write(note("while it is away")))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
      assertThatThrownBy(() -> notes(database))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
      assertThat(database.unwritable()).contains(Fault.AWAY);
      assertThatThrownBy(held::check).isInstanceOf(DatabaseException.class);
      assertThatThrownBy(() -> database.locks().take("place"))
          .isInstanceOf(DatabaseException.class);
      Postgres.running().startAgain();
      await()
          .ignoreExceptionsInstanceOf(DatabaseException.class)
          .until(() -> database.write(note("after")) == 1);
      await()
          .ignoreExceptionsInstanceOf(DatabaseException.class)
          .untilAsserted(() -> assertThat(notes(database)).containsExactly("before", "after"));
      await()
          .ignoreExceptionsInstanceOf(DatabaseException.class)
          .until(() -> database.locks().take("place").isPresent());
      await()
          .until(() -> {
            database.write(session -> session.update("UPDATE note SET text = text || '.'"));
            return database.unwritable().isEmpty();
          });
    }
  }

  @Test
  void aConnectionThatIsCutInTheMidstOfWorkIsReplaced() throws Exception {
    try (Database database = open()) {
      database.write(note("before"));
      var cut =
          database.submit(session -> {
            note("half").in(session);
            Postgres.running().cutAll();
            return note("the other half").in(session);
          });
      assertThatThrownBy(cut::get).hasCauseInstanceOf(SQLException.class);
      assertThat(database.write(note("after"))).isEqualTo(1);
      // A reader that was cut a moment ago is found out by who uses it next.
      await()
          .ignoreExceptionsInstanceOf(DatabaseException.class)
          .untilAsserted(() -> assertThat(notes(database)).containsExactly("before", "after"));
    }
  }

  @Test
  void thePasswordIsInNoMessage() {
    assertThat(server.toString()).doesNotContain(Postgres.PASSWORD);
    var wrong = new PostgresServer(server.url(), server.user(), "wrong secret", 1, 0);
    assertThatThrownBy(
            () -> Database.open(wrong, new Migrations(PostgresDatabaseTest.class, 1), "x"))
        .isInstanceOf(DatabaseException.class)
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("wrong secret"));
  }
}
