package org.shuttersend.receiver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.store.Store;

/// A screen asks every few seconds, and everybody else waits for the same readers.
class StatusBookTest {
  @TempDir private Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {StatusBook.OWN, StatusBook.ALL, StatusBook.OWN_FAILED, StatusBook.ALL_FAILED})
  void noQuestionGoesThroughAllPhotos(String question) throws IOException {
    try (Database database = Database.open(base.resolve("r.db"), Store.SCHEMA, "test-writer")) {
      List<String> plan =
          database.read(
              session -> session.list("EXPLAIN QUERY PLAN " + question, row -> row.getString(4)));
      assertThat(plan).isNotEmpty().noneMatch(step -> step.startsWith("SCAN p"));
    }
  }
}
