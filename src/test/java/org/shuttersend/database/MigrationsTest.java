package org.shuttersend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuttersend.database.DatabaseException.Fault;

/// Scripts are applied once, in order, each as a whole; a later program's file is left alone.
class MigrationsTest {
  private static final int FULL = 13;

  @TempDir Path folder;

  private Database open(int latest) throws IOException, SQLException {
    return Database.open(
        folder.resolve("notes.db"), new Migrations(MigrationsTest.class, latest), "test-writer");
  }

  private static long number(Database database, String sql) {
    return database.read(session -> session.number(sql));
  }

  @Test
  void anOlderFileIsBroughtUpToDateWithWhatIsInIt() throws Exception {
    try (Database old = open(1)) {
      old.write(session -> session.update("INSERT INTO note (text) VALUES ('old')"));
    }
    try (Database database = open(2)) {
      assertThat(number(database, "PRAGMA user_version")).isEqualTo(2);
      assertThat(number(database, "SELECT count(*) FROM note WHERE author = 'before'"))
          .isEqualTo(1);
    }
  }

  @Test
  void aScriptIsAppliedOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      open(2).close();
    }
    try (Database database = open(2)) {
      assertThat(number(database, "SELECT count(*) FROM tally")).isEqualTo(1);
    }
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAsItIs() throws Exception {
    try (Database newer = open(2)) {
      newer.write(session -> session.update("INSERT INTO note (text) VALUES ('kept')"));
    }
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(Migrations.NewerSchema.class)
        .hasMessageContaining("2")
        .hasMessageContaining("newer than 1");
    try (Database again = open(2)) {
      assertThat(number(again, "SELECT count(*) FROM note")).isEqualTo(1);
    }
  }

  @Test
  void aScriptThatFailsLeavesNothingOfItself() throws Exception {
    open(2).close();
    assertThatThrownBy(() -> open(3)).hasCauseInstanceOf(SQLException.class);
    try (Database database = open(2)) {
      assertThat(number(database, "PRAGMA user_version")).isEqualTo(2);
      assertThat(number(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"))
          .isZero();
    }
  }

  /// SQLite rolls back by itself then; what is said of that must not be taken for damage.
  @Test
  void aFullDiskIsSaidAsThatAndIsNoDamage() throws Exception {
    Path file = folder.resolve("notes.db");
    try (Database old = open(1)) {
      for (int i = 0; i < 200; i++) {
        String text = "note " + i + " ".repeat(100);
        old.write(session -> session.update("INSERT INTO note (text) VALUES (?)", text));
      }
    }
    try (Connection connection = SqliteDatabase.connect(file, false);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 1");
      assertThatThrownBy(
              () -> new Migrations(MigrationsTest.class, 2).apply(connection, Dialect.SQLITE))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(FULL);
                assertThat(DatabaseException.fault(e)).isEqualTo(Fault.DISK_FULL);
              });
    }
    try (Database again = open(2)) {
      assertThat(number(again, "SELECT count(*) FROM note WHERE author = 'before'")).isEqualTo(200);
    }
  }

  @Test
  void whatIsNoDatabaseIsNotOverwritten() throws Exception {
    Path file = folder.resolve("notes.db");
    byte[] photo =
        "\u00ff\u00d8\u00ff these are somebody's bytes, and not SQLite's"
            .repeat(50)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, photo);
    assertThatThrownBy(() -> open(1)).hasCauseInstanceOf(SQLException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(photo);
  }
}
