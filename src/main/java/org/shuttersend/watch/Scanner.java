package org.shuttersend.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scanning thread: gives each folder its turn, one small step at a time, so that a new
/// directory here does not wait for the scan of a large folder there.
final class Scanner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  /// The wall clock and the steady clock disagree by this much: the machine slept or its clock was
  /// set. Events may be missing.
  private static final Duration JUMP = Duration.ofSeconds(10);

  private final Places places;
  private final Watches watches;
  private final Selections selections;
  private final News news;
  private final Consumer<FolderEvent> out;
  private final Rhythm rhythm;
  private final Clock clock;
  private final LongSupplier nanos;

  private final Map<Place, Round> rounds = new LinkedHashMap<>();
  private Instant lastWall;
  private long lastNanos;

  Scanner(
      Places places,
      Watches watches,
      Selections selections,
      News news,
      Consumer<FolderEvent> out,
      Rhythm rhythm,
      Clock clock,
      LongSupplier nanos) {
    this.places = places;
    this.watches = watches;
    this.selections = selections;
    this.news = news;
    this.out = out;
    this.rhythm = rhythm;
    this.clock = clock;
    this.nanos = nanos;
    this.lastWall = clock.instant();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long now = nanos.getAsLong();
        noticeJump(now);
        follow(now);
        boolean more = false;
        for (Round round : rounds.values()) {
          more |= round.turn(now);
        }
        if (!more) {
          places.await(untilDue());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      rounds.values().forEach(Round::close);
    }
  }

  private void noticeJump(long now) {
    Instant wall = clock.instant();
    Duration jump = Duration.between(lastWall, wall).minusNanos(now - lastNanos).abs();
    lastWall = wall;
    lastNanos = now;
    if (jump.compareTo(JUMP) > 0) {
      log.info(
          "The clock jumped by {} s, as after sleep: all folders are scanned", jump.toSeconds());
      places.all().forEach(Place::doubtRoot);
    }
  }

  /// Begins with folders that are new and ends with those not watched any more.
  private void follow(long now) {
    rounds
        .values()
        .removeIf(round -> {
          boolean ended = !places.has(round.place());
          if (ended) {
            round.close();
          }
          return ended;
        });
    for (Place place : places.all()) {
      rounds.computeIfAbsent(place, p -> new Round(p, watches, selections, news, out, rhythm, now));
    }
  }

  private long untilDue() {
    long now = nanos.getAsLong();
    long least = rhythm.root().toNanos();
    for (Round round : rounds.values()) {
      least = Math.min(least, round.untilDue(now));
    }
    return Math.max(least, 0);
  }
}
