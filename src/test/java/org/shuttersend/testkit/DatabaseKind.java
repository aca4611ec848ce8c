package org.shuttersend.testkit;

import java.util.Optional;
import org.shuttersend.database.PostgresServer;

/// The databases a receiver works with; what it promises holds on each.
public enum DatabaseKind {
  SQLITE,
  POSTGRES;

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
