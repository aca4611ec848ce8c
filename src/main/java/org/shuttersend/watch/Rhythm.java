package org.shuttersend.watch;

import java.time.Duration;

/// How often to look where no event tells.
///
/// @param root whether the root of a folder is there
/// @param least shortest time between two scans of a folder without events, or after an error
/// @param most longest such time
/// @param test between two comparisons of a cheap look with the events
record Rhythm(Duration root, Duration least, Duration most, Duration test) {
  /// A scan may take no more than a tenth of the time.
  private static final int REST = 9;

  static final Rhythm USUAL =
      new Rhythm(
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  /// The pause after a scan: short after one that found something, longer and longer after others.
  Duration pause(Duration before, Duration scan, boolean found) {
    Duration next = found ? least : before.multipliedBy(2);
    Duration rest = scan.multipliedBy(REST);
    Duration longer = next.compareTo(rest) > 0 ? next : rest;
    if (longer.compareTo(most) > 0) {
      return most;
    }
    return longer.compareTo(least) < 0 ? least : longer;
  }
}
