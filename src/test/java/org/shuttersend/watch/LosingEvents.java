package org.shuttersend.watch;

import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.Watchable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The system's events, of which some are lost, for a system with few watches or a directory that
/// cannot be watched.
final class LosingEvents implements EventSource {
  private final EventSource real;
  private final int watches;
  private final AtomicInteger registered = new AtomicInteger();
  private final AtomicInteger toLose = new AtomicInteger();
  private final Set<Path> forbidden = ConcurrentHashMap.newKeySet();

  LosingEvents(int watches) throws IOException {
    this.real = SystemEvents.open();
    this.watches = watches;
  }

  /// The events of the next `keys` keys are replaced by one OVERFLOW each.
  void lose(int keys) {
    toLose.set(keys);
  }

  /// The directory cannot be read.
  void forbid(Path directory) {
    forbidden.add(directory);
  }

  /// It can again; as with real permissions no event tells.
  void allow(Path directory) {
    forbidden.remove(directory);
  }

  @Override
  public WatchKey register(Path directory) throws IOException {
    if (forbidden.contains(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
    if (registered.incrementAndGet() > watches) {
      throw new OutOfWatches(OutOfWatches.What.WATCHES, "User limit of inotify watches reached");
    }
    return new Key(real.register(directory), List.of());
  }

  @Override
  public WatchKey take() throws InterruptedException {
    WatchKey key = real.take();
    if (toLose.get() > 0) {
      toLose.decrementAndGet();
      key.pollEvents();
      return new Key(key, List.of(new Overflow()));
    }
    return new Key(key, List.of());
  }

  @Override
  public void close() throws IOException {
    real.close();
  }

  private static final class Key implements WatchKey {
    private final WatchKey key;
    private final List<WatchEvent<?>> instead;

    Key(WatchKey key, List<WatchEvent<?>> instead) {
      this.key = key;
      this.instead = instead;
    }

    @Override
    public boolean isValid() {
      return key.isValid();
    }

    @Override
    public List<WatchEvent<?>> pollEvents() {
      return instead.isEmpty() ? key.pollEvents() : instead;
    }

    @Override
    public boolean reset() {
      return key.reset();
    }

    @Override
    public void cancel() {
      key.cancel();
    }

    @Override
    public Watchable watchable() {
      return key.watchable();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && that.key.equals(key);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  private static final class Overflow implements WatchEvent<Object> {
    @Override
    public Kind<Object> kind() {
      return OVERFLOW;
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public Object context() {
      return "";
    }
  }
}
