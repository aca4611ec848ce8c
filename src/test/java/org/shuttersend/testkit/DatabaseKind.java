package org.shuttersend.testkit;

import java.util.Optional;
import org.shuttersend.database.PostgresServer;

/// The databases a receiver works with; what it promises holds on each.
public enum DatabaseKind {
  SQLITE,
  POSTGRES;

  /// An empty one on the server of this JVM; empty where it is a file. Skips the test where the
  /// system has none.
  public Optional<PostgresServer> server() {
    return switch (this) {
      case SQLITE -> Optional.empty();
      case POSTGRES -> Optional.of(Postgres.running().database());
    };
  }
}
