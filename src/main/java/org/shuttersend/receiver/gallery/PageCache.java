package org.shuttersend.receiver.gallery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.shuttersend.wire.Json;
import org.shuttersend.wire.PhotosPage;
import org.shuttersend.wire.QueueStats;

/// Answers to page requests, ready to be sent, so that those who look through photos are not felt
/// by those who send them, nor the other way round. Any thread.
///
/// A user's own change is seen at once: pages are kept under the number of the user's last change,
/// read before the page is. A page that was read before a change is therefore kept under a number
/// nobody asks for any more. What becomes of photos in the queue is no change by the user: a page
/// with such photos is kept for a moment only.
///
/// One of several who ask for the same page at once reads it, the others wait for it.
public final class PageCache {
  private static final long MOST_BYTES = 16L << 20;
  private static final int ENTRY_BYTES = 300;
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  /// Two users on one number make each other's pages be read anew, no more.
  private static final int NUMBERS = 4096;

  private final Function<PageRequest, PhotosPage> pages;
  private final Cache<Key, Answer> cache;
  private final AtomicLongArray changes = new AtomicLongArray(NUMBERS);

  /// @param kept how long a page is good without a change by its user
  public PageCache(Function<PageRequest, PhotosPage> pages, Duration kept, Ticker ticker) {
    this.pages = pages;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Answer answer) -> answer.json.length + ENTRY_BYTES)
            .expireAfter(
                Expiry.<Key, Answer>writing((key, answer) -> answer.settled ? kept : UNDER_WAY))
            .ticker(ticker)
            .recordStats()
            .build();
  }

  private record Key(String user, long change, PageRequest request) {}

  private static final class Answer {
    private final byte[] json;
    private final boolean settled;

    Answer(byte[] json, boolean settled) {
      this.json = json;
      this.settled = settled;
    }
  }

  /// The page as JSON; not a copy.
  ///
  /// @param user who asks
  public byte[] json(String user, PageRequest request) {
    var key = new Key(user, changes.get(number(user)), request);
    return cache.get(key, this::read).json;
  }

  private Answer read(Key key) {
    PhotosPage page = pages.apply(key.request);
    // Everybody's photos are always under way somewhere.
    boolean settled =
        key.request.owner().isEmpty()
            || page.photos().stream().allMatch(photo -> photo.state().isFinal());
    return new Answer(Json.bytes(page), settled);
  }

  /// The user changed something; called after the commit, before the user is told.
  public void changed(String user) {
    changes.incrementAndGet(number(user));
  }

  private static int number(String user) {
    return Math.floorMod(user.hashCode(), NUMBERS);
  }

  /// @return how many pages there were
  public long clear() {
    cache.cleanUp();
    long size = cache.estimatedSize();
    cache.invalidateAll();
    return size;
  }

  public QueueStats.Cache stats() {
    cache.cleanUp();
    CacheStats stats = cache.stats();
    double rate = stats.requestCount() == 0 ? 0 : 100 * stats.hitRate();
    return new QueueStats.Cache(
        cache.estimatedSize(),
        stats.hitCount(),
        stats.missCount(),
        String.format(Locale.ROOT, "%.2f%%", rate));
  }
}
