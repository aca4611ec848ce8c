package org.shuttersend.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// The numbers and names under which the programs that share a database find each other. The server
/// has one space of them for all of its schemas.
///
/// @param schema where the tables are, as a number
/// @param program this one among those that share it
record PostgresKeys(long schema, String program) {

  static PostgresKeys of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT current_schema()")) {
      String name = row.next() ? row.getString(1) : null;
      if (name == null) {
        throw new SQLException("There is no schema to make the tables in");
      }
      return new PostgresKeys(number("schema " + name), UUID.randomUUID().toString());
    }
  }

  /// What a lock of this name is called there.
  long lock(String name) {
    return number(schema + " " + name);
  }

  /// Where commits are told of.
  String channel() {
    return "shuttersend_" + Long.toUnsignedString(schema);
  }

  /// Two names never have one number, for all that can be expected.
  private static long number(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("shuttersend " + name).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
