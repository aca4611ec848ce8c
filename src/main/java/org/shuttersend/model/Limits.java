package org.shuttersend.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the user allows: how much at once, how fast, when, and on what the computer hangs. Within
/// these, the server's wishes and what pays decide.
///
/// @param maxUploads at once, 1 to [#MOST_UPLOADS]
/// @param maxRequestsPerSecond to one server, 1 to [#MOST_REQUESTS]
/// @param maxBytesPerSecond all uploads together, as a [SendingRule.Limited] may have it; where the
///   timetable has a limit as well, the lower one holds
/// @param pauseOnMetered nothing is sent over a network that is paid by its use
/// @param pauseOnBattery nothing is sent while the computer runs on its battery
public record Limits(
    int maxUploads,
    OptionalInt maxRequestsPerSecond,
    OptionalLong maxBytesPerSecond,
    Timetable timetable,
    boolean pauseOnMetered,
    boolean pauseOnBattery) {

  public static final int USUAL_UPLOADS = 8;
  public static final int MOST_UPLOADS = 32;
  public static final int MOST_REQUESTS = 1000;

  /// Nothing was chosen.
  public static final Limits USUAL =
      new Limits(
          USUAL_UPLOADS, OptionalInt.empty(), OptionalLong.empty(), Timetable.NONE, false, false);

  public Limits {
    within("uploads at once", maxUploads, 1, MOST_UPLOADS);
    maxRequestsPerSecond.ifPresent(most -> within("requests a second", most, 1, MOST_REQUESTS));
    maxBytesPerSecond.ifPresent(
        most -> within("bytes a second", most, SendingRule.LEAST, SendingRule.MOST));
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " " + what + ", and not " + least + " to " + most);
    }
  }

  /// The rule in force, with the rate that always holds.
  public SendingRule under(SendingRule timetable) {
    if (maxBytesPerSecond.isEmpty()) {
      return timetable;
    }
    long most = maxBytesPerSecond.getAsLong();
    return switch (timetable) {
      case SendingRule.Full _ -> new SendingRule.Limited(most);
      case SendingRule.Limited(long rate) -> new SendingRule.Limited(Math.min(rate, most));
      case SendingRule.Paused paused -> paused;
    };
  }
}
