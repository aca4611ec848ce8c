package org.shuttersend.database;

import java.util.Optional;

/// Locks by name that hold against the other programs that share a database, and end with the
/// program that has them. Within one program they do not hold: who takes one has seen to that.
public interface Locks {
  /// For a database nobody else works with.
  Locks NOBODY_ELSE = name -> Optional.of(Held.FOR_NOTHING);

  /// Takes it, unless another program has it.
  ///
  /// @throws DatabaseException if that cannot be found out now
  Optional<Held> take(String name);

  /// Given back when closed.
  interface Held extends AutoCloseable {
    Held FOR_NOTHING =
        new Held() {
          @Override
          public void check() {}

          @Override
          public void close() {}
        };

    /// Asked before something is done that cannot be undone: a lock is lost together with the
    /// connection to the database.
    ///
    /// @throws DatabaseException if it is not held any more
    void check();

    @Override
    void close();
  }
}
