package org.shuttersend.upload.governor;

import java.time.Duration;

/// How many uploads at once: one more as long as that makes the whole faster, half as many when the
/// server or the network has too much. Not thread-safe.
///
/// What is measured is goodput: bytes, and for each finished photo what a request costs, so that
/// many small photos count as well. Only times in which every place was taken tell anything.
final class Slots {
  /// Where it begins.
  private static final int USUAL = 4;

  /// One more pays if the whole becomes so much faster.
  private static final double PAYS = 1.05;

  private static final double TAKEN = 0.8;
  private static final long WINDOW = Duration.ofSeconds(2).toNanos();
  private static final long FIRST_REST = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST_REST = Duration.ofMinutes(5).toNanos();

  /// Those that fail together are one sign, not several.
  private static final long DEAF = Duration.ofSeconds(2).toNanos();

  /// So many bytes a request is worth.
  private static final long REQUEST = 64 * 1024;

  private int maximum;
  private int permitted;
  private int running;
  private Why why = Why.GROWING;

  private long windowBegan;
  private long lastChange;
  private long takenFor;
  private double work;

  private boolean trying;
  private double before;
  private long rest = FIRST_REST;
  private long restEnd;
  private long deafEnd;

  /// Why there are as many as there are.
  enum Why {
    /// One more is being tried, or was not yet.
    GROWING,
    /// One more did not make it faster.
    ENOUGH,
    /// The user allows no more.
    MOST,
    /// The server or the network had too much.
    HALVED,
    /// The server has come back a moment ago.
    BACK
  }

  Slots(int maximum, long now) {
    this.maximum = maximum;
    this.permitted = Math.min(USUAL, maximum);
    begin(now);
  }

  /// @param most at least 1
  void maximum(int most, long now) {
    if (maximum != most) {
      maximum = most;
      permitted = Math.min(permitted, most);
      trying = false;
      restEnd = now;
      begin(now);
    }
  }

  int maximum() {
    return maximum;
  }

  int permitted() {
    return permitted;
  }

  int running() {
    return running;
  }

  Why why() {
    return permitted == maximum ? Why.MOST : why;
  }

  void begun(long now) {
    account(now);
    running++;
  }

  void ended(boolean delivered, long now) {
    account(now);
    running--;
    work += delivered ? REQUEST : 0;
    decide(now);
  }

  void sent(long bytes, long now) {
    account(now);
    work += bytes;
    decide(now);
  }

  /// The server or the network had too much.
  void congested(long now) {
    if (now - deafEnd < 0) {
      return;
    }
    permitted = Math.max(1, permitted / 2);
    why = Why.HALVED;
    deafEnd = now + DEAF;
    rest = FIRST_REST;
    settle(now);
  }

  /// The server was away: what was learnt says nothing any more.
  void restart(long now) {
    permitted = 1;
    why = Why.BACK;
    rest = FIRST_REST;
    trying = false;
    restEnd = now;
    begin(now);
  }

  private void account(long now) {
    if (running >= permitted) {
      takenFor += now - lastChange;
    }
    lastChange = now;
  }

  private void decide(long now) {
    long time = now - windowBegan;
    if (time < WINDOW) {
      return;
    }
    double rate = work / time;
    boolean tells = takenFor >= time * TAKEN;
    begin(now);
    if (!tells) {
      return;
    }
    if (trying) {
      trying = false;
      if (rate < before * PAYS) {
        permitted--;
        why = Why.ENOUGH;
        settle(now);
        rest = Math.min(rest * 2, LONGEST_REST);
        return;
      }
      rest = FIRST_REST;
      why = Why.GROWING;
    }
    if (permitted < maximum && now - restEnd >= 0) {
      before = rate;
      permitted++;
      trying = true;
      why = why == Why.ENOUGH ? Why.GROWING : why;
    }
  }

  private void settle(long now) {
    trying = false;
    restEnd = now + rest;
    begin(now);
  }

  private void begin(long now) {
    windowBegan = now;
    lastChange = now;
    takenFor = 0;
    work = 0;
  }
}
