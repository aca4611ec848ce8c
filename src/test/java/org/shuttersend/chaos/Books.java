package org.shuttersend.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The databases of both programs as any other program would read them: read-only, by their tables.
final class Books {
  private final Path file;
  private final boolean copied;
  private final Path scratch;

  /// @param copied whether a copy is read: the system calls the file by another name than we do
  Books(Path file, boolean copied, Path scratch) {
    this.file = file;
    this.copied = copied;
    this.scratch = scratch;
  }

  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  interface Reading<T> {
    T in(Connection connection) throws SQLException;
  }

  <T> T read(Reading<T> reading) throws SQLException, IOException {
    Path database = copied ? copy() : file;
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:sqlite:file:" + database.toString().replace(" ", "%20") + "?mode=ro")) {
      return reading.in(connection);
    }
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> row) throws SQLException {
    var list = new ArrayList<T>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        list.add(row.of(rows));
      }
    }
    return list;
  }

  static long number(Connection connection, String sql) throws SQLException {
    return list(connection, sql, row -> row.getLong(1)).getFirst();
  }

  private Path copy() throws IOException {
    Files.createDirectories(scratch);
    Path copy = scratch.resolve(file.getFileName());
    for (String part : List.of("-shm", "-wal", "")) {
      Path to = copy.resolveSibling(copy.getFileName() + part);
      Path from = file.resolveSibling(file.getFileName() + part);
      Files.deleteIfExists(to);
      if (!part.equals("-shm") && Files.exists(from)) {
        Files.write(to, Files.readAllBytes(from));
      }
    }
    return copy;
  }
}
