package org.shuttersend.destination;

import java.time.Duration;

/// Whether the bytes of one request still move. Only while the system takes none of them, or the
/// answer is awaited, does its clock run: a body that waits for its turn, or for its own file, does
/// not stall. So an upload may go on for hours, and ends soon when nothing comes of it.
///
/// Times are nanoseconds of one steady clock. Any thread.
final class Movement {
  /// What the system may have taken and not yet sent when the last byte is out: Linux and macOS
  /// hold up to 4 MiB of a connection.
  private static final long BUFFERED = 4L * 1024 * 1024;

  /// A network that takes longer for that is given up.
  private static final long SLOWEST_BYTES_PER_SECOND = 16 * 1024;

  /// How much slower the end may be than the whole was.
  private static final int UNEVEN = 4;

  private final Duration stall;
  private final long bytes;

  // All guarded by this.
  private boolean runs = true;
  private long since;
  private long writing;
  private Duration patience;

  /// The request begins: it connects, and sends its head.
  ///
  /// @param bytes of its body
  Movement(Duration stall, long bytes, long now) {
    this.stall = stall;
    this.bytes = bytes;
    this.patience = stall;
    this.since = now;
  }

  /// Its head is sent; the first bytes of its body are not yet there.
  synchronized void headIsOut() {
    runs = false;
  }

  /// Bytes are given to the connection.
  synchronized void gives(long now) {
    runs = true;
    since = now;
  }

  /// They were taken; the next are not yet there.
  synchronized void taken(long now) {
    runs = false;
    writing += now - since;
  }

  /// All were taken; the answer is awaited, and before it what the system still holds must be out.
  synchronized void isOut(long now) {
    runs = true;
    since = now;
    patience = stall.plus(emptying());
  }

  synchronized boolean standsStill(long now) {
    return runs && now - since > patience.toNanos();
  }

  /// At the speed that was seen, where more went out than the system holds; otherwise at the
  /// slowest there is.
  private Duration emptying() {
    long held = Math.min(bytes, BUFFERED);
    Duration slowest = Duration.ofMillis(held * 1000 / SLOWEST_BYTES_PER_SECOND);
    if (bytes <= held) {
      return slowest;
    }
    double perByte = (double) writing / (bytes - held);
    Duration seen = Duration.ofNanos((long) (perByte * held * UNEVEN));
    return seen.compareTo(slowest) < 0 ? seen : slowest;
  }
}
