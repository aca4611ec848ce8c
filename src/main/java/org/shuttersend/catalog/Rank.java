package org.shuttersend.catalog;

import java.time.Duration;
import org.shuttersend.model.FileStamp;

/// Where a photo stands in the line: smaller goes first. First what the user asked for, in the
/// order asked; then what was never tried, the newest first, and of one moment small before large;
/// then what was tried before, by its time. A rank stays while a photo waits for reasons of others.
final class Rank {
  /// What the user asked for is below 0.
  private static final long ASKED = -(1L << 40);

  /// What was tried before is here or above.
  static final long TRIED = 1L << 42;

  /// Photos of one moment belong together: a burst's JPEGs go before its RAW files and videos.
  private static final long MOMENT_MILLIS = 10_000;

  private static final long LAST_MOMENT = (1L << 34) - 1;
  private static final int SIZE_BITS = 3;

  /// Where the sizes part, each four times the one before: sidecars, small and large JPEGs, RAW
  /// files, and so on.
  private static final long SMALL_BYTES = 1 << 20;

  private static final int LARGEST = 7;

  /// However long ago a photo was taken, once it is found it counts as no older than this: a folder
  /// full of old ones goes after what is taken now, but not after all that was taken since.
  static final Duration OLDEST = Duration.ofHours(1);

  static final int ASKED_BAND = 0;
  private static final int NEW_BAND = 1;
  private static final int TRIED_BAND = 2;

  private Rank() {}

  /// @param number grows with each photo that is asked for
  static long asked(long number) {
    return ASKED + number;
  }

  /// A photo that was found now. A date to come, of a camera whose clock is wrong, counts as now.
  ///
  /// @param now milliseconds
  static long fresh(FileStamp stamp, long now) {
    long taken = Math.floorDiv(Rows.nanos(stamp.modified()), 1_000_000L);
    return moment(Math.max(Math.min(taken, now), now - OLDEST.toMillis()))
        + sizeClass(stamp.size());
  }

  /// After all that is found from now on, or was found within the last hour; of whatever size.
  ///
  /// @param now milliseconds
  static long past(long now) {
    return moment(now - OLDEST.toMillis()) + LARGEST;
  }

  /// @param due milliseconds
  static long tried(long due) {
    return TRIED + due;
  }

  /// The first rank of photos of this moment; what is newer is below it.
  ///
  /// @param time milliseconds
  static long moment(long time) {
    return (LAST_MOMENT - Math.clamp(time / MOMENT_MILLIS, 0, LAST_MOMENT)) << SIZE_BITS;
  }

  private static int sizeClass(long bytes) {
    int size = 0;
    for (long from = SMALL_BYTES; size < LARGEST && bytes >= from; from *= 4) {
      size++;
    }
    return size;
  }

  /// Those of a lower band go before all of a higher one, whatever their folders.
  static int band(long rank) {
    return rank < 0 ? ASKED_BAND : rank < TRIED ? NEW_BAND : TRIED_BAND;
  }
}
