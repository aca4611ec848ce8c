package org.shuttersend.model;

/// How fast photos may be sent at one time of the week.
public sealed interface SendingRule {
  /// The least rate a limit may have, bytes per second: with less, a photo takes hours, and who
  /// wrote it meant another unit.
  long LEAST = 1_000;

  /// The largest, bytes per second.
  long MOST = 1_000_000_000_000L;

  SendingRule FULL = new Full();
  SendingRule PAUSED = new Paused();

  /// As fast as it goes.
  record Full() implements SendingRule {}

  /// @param bytesPerSecond for all uploads together
  record Limited(long bytesPerSecond) implements SendingRule {
    public Limited {
      if (bytesPerSecond < LEAST || bytesPerSecond > MOST) {
        throw new IllegalArgumentException("no rate to send photos at: " + bytesPerSecond);
      }
    }
  }

  /// Nothing is sent.
  record Paused() implements SendingRule {}
}
