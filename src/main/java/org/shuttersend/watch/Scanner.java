package org.shuttersend.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scanning thread of one folder: one small step after another, and rest until the next is due.
final class Scanner {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);

  /// The wall clock and the steady clock disagree by this much: the machine slept or its clock was
  /// set. Events may be missing.
  private static final Duration JUMP = Duration.ofSeconds(10);

  private final Place place;
  private final Round round;
  private final Clock clock;
  private final LongSupplier nanos;
  private Instant lastWall;
  private long lastNanos;

  Scanner(Place place, Round round, Tools tools) {
    this.place = place;
    this.round = round;
    this.clock = tools.clock();
    this.nanos = tools.nanos();
    this.lastWall = clock.instant();
    this.lastNanos = nanos.getAsLong();
  }

  /// Until it is interrupted.
  void run() throws InterruptedException {
    try (round) {
      while (!Thread.currentThread().isInterrupted()) {
        long now = nanos.getAsLong();
        noticeJump(now);
        place.begins(now);
        boolean more = round.turn(now);
        place.rests();
        if (!more) {
          place.await(round.untilDue(nanos.getAsLong()));
        }
      }
    } finally {
      place.rests();
    }
  }

  private void noticeJump(long now) {
    Instant wall = clock.instant();
    Duration jump = Duration.between(lastWall, wall).minusNanos(now - lastNanos).abs();
    lastWall = wall;
    lastNanos = now;
    if (jump.compareTo(JUMP) > 0) {
      log.info(
          "The clock jumped by {} s, as after sleep: {} is scanned",
          jump.toSeconds(),
          place.folder().root());
      place.doubtRoot();
    }
  }
}
