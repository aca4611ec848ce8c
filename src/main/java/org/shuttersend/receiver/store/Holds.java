package org.shuttersend.receiver.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.shuttersend.database.Locks;

/// Who is in use: one request at a time for each upload, and for each upload key; also among
/// receivers that share a database.
public final class Holds {
  /// With what the others see of it; for nothing while that is being taken.
  private final Map<String, Locks.Held> held = new ConcurrentHashMap<>();

  private final Locks others;

  public Holds(Locks others) {
    this.others = others;
  }

  /// Takes it, unless another request has it.
  ///
  /// @throws DatabaseException if it is not known whether one of another receiver has it
  public Optional<Hold> take(String name) {
    if (held.putIfAbsent(name, Locks.Held.FOR_NOTHING) != null) {
      return Optional.empty();
    }
    Optional<Locks.Held> taken = Optional.empty();
    try {
      taken = others.take("hold " + name);
    } finally {
      if (taken.isEmpty()) {
        held.remove(name);
      }
    }
    taken.ifPresent(beyond -> held.put(name, beyond));
    return taken.map(beyond ->
        () -> {
          beyond.close();
          held.remove(name);
        });
  }

  /// Asked by who has taken it, before what cannot be undone.
  ///
  /// @throws DatabaseException if another receiver may have it by now
  void check(String name) {
    Optional.ofNullable(held.get(name)).ifPresent(Locks.Held::check);
  }

  /// Given back when closed.
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
