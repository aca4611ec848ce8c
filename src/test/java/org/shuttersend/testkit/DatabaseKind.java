package org.shuttersend.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.shuttersend.database.PostgresServer;

/// The databases a receiver works with; what it promises holds on each.
public enum DatabaseKind {
  SQLITE,
  POSTGRES;

  private static final Map<Path, Optional<PostgresServer>> USUAL = new ConcurrentHashMap<>();

  /// The database of a receiver in this folder, where its test does not say: the same one each
  /// time. `-Dtests.database=POSTGRES` runs the receiver's tests on a server; those that look into
  /// its file by themselves fail then.
  public static Optional<PostgresServer> usual(Path folder) {
    DatabaseKind kind = valueOf(System.getProperty("tests.database", SQLITE.name()));
    return USUAL.computeIfAbsent(folder, f -> kind.server());
  }

  /// Skips the tests, or fails them where none may be skipped, if the system has no such database.
  public void needs() {
    switch (this) {
      case SQLITE -> {}
      case POSTGRES -> Postgres.running();
    }
  }

  /// An empty one on the server of this JVM; empty where it is a file.
  public Optional<PostgresServer> server() {
    return switch (this) {
      case SQLITE -> Optional.empty();
      case POSTGRES -> Optional.of(Postgres.running().database());
    };
  }
}
