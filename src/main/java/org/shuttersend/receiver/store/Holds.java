package org.shuttersend.receiver.store;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who is in use: one request at a time for each upload, and for each upload key.
public final class Holds {
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  /// Takes it, unless another request has it.
  public Optional<Hold> take(String name) {
    return held.add(name) ? Optional.of(() -> held.remove(name)) : Optional.empty();
  }

  /// Given back when closed.
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
