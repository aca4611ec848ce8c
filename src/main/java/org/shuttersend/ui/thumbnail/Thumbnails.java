package org.shuttersend.ui.thumbnail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.shuttersend.thread.KeptThread;

/// Keeps the pictures of the rows last looked at and has missing ones made, the newest wish first:
/// what has been scrolled away is dropped before it is decoded. Its methods are for the screen's
/// thread, which never waits for them; two daemon threads decode.
public final class Thumbnails implements AutoCloseable {
  private static final int DECODERS = 2;
  private static final int KEPT = 300;
  private static final int WAITING = 64;

  private final Thumbnail.Decoder decoder;
  private final Executor screen;
  private final List<KeptThread> threads = new ArrayList<>();
  private final LinkedBlockingDeque<Thumbnail.Key> waiting = new LinkedBlockingDeque<>(WAITING);
  private final ConcurrentLinkedQueue<Made> made = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean deliveryUnderWay = new AtomicBoolean();

  /// Owned by the screen's thread, as all below.
  private final Map<Thumbnail.Key, Thumbnail> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

  private final Set<Thumbnail.Key> asked = new HashSet<>();
  private Runnable onNews = () -> {};

  private record Made(Thumbnail.Key key, Thumbnail thumbnail) {}

  /// @param screen runs on the screen's thread, later
  public Thumbnails(Thumbnail.Decoder decoder, Executor screen) {
    this.decoder = decoder;
    this.screen = screen;
  }

  /// @param onNews called on the screen's thread when pictures asked for have come
  public void start(Runnable onNews) {
    this.onNews = onNews;
    for (int i = 1; i <= DECODERS; i++) {
      threads.add(
          KeptThread.helpful(
                  Thread.ofPlatform().daemon().name("window-thumbnails-" + i), this::decodeUntilEnd)
              .start());
    }
  }

  /// Empty until it is made; asks for it.
  public Optional<Thumbnail> find(Thumbnail.Key key) {
    Thumbnail known = kept.get(key);
    if (known == null && asked.add(key)) {
      while (!waiting.offerFirst(key)) {
        Thumbnail.Key oldest = waiting.pollLast();
        if (oldest != null) {
          asked.remove(oldest);
        }
      }
    }
    return Optional.ofNullable(known);
  }

  @Override
  public void close() {
    threads.forEach(KeptThread::stop);
  }

  private void decodeUntilEnd() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Thumbnail.Key key = waiting.takeFirst();
      made.add(new Made(key, decoder.decode(key.file())));
      if (deliveryUnderWay.compareAndSet(false, true)) {
        screen.execute(this::deliver);
      }
    }
  }

  private void deliver() {
    deliveryUnderWay.set(false);
    for (Made next = made.poll(); next != null; next = made.poll()) {
      asked.remove(next.key());
      kept.put(next.key(), next.thumbnail());
    }
    var oldest = kept.entrySet().iterator();
    for (int surplus = kept.size() - KEPT; surplus > 0; surplus--) {
      oldest.next();
      oldest.remove();
    }
    onNews.run();
  }
}
