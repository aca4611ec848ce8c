package org.shuttersend.cli;

import java.util.Optional;
import java.util.Set;
import org.shuttersend.model.ContentHash;

/// What the server has at this moment.
interface Holdings extends AutoCloseable {

  /// Those of the contents it has; empty if it cannot say, or is not asked.
  ///
  /// @param contents at most 1000
  /// @throws Refusal if it should say and did not
  Optional<Set<ContentHash>> of(Set<ContentHash> contents) throws Refusal;

  @Override
  void close();

  /// Of a server that is not asked.
  static Holdings unasked() {
    return new Holdings() {
      @Override
      public Optional<Set<ContentHash>> of(Set<ContentHash> contents) {
        return Optional.empty();
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }
}
