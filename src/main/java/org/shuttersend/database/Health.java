package org.shuttersend.database;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.shuttersend.database.DatabaseException.Fault;
import org.slf4j.Logger;

/// Whether the database can be written, as the last commits showed. While its disk is full, or its
/// server away, every commit fails, thousands in a minute: that is one state with a beginning and
/// an end, and told so. Noted by the writer's thread only; any thread may ask.
final class Health {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final String name;
  private final Logger log;
  private final BooleanSupplier room;
  private final LongSupplier nanos;

  private final AtomicLong spells = new AtomicLong();
  private volatile Optional<Fault> unwritable = Optional.empty();

  // By the writer's thread.
  private long began;
  private long lastLine;
  private long lastLook;
  private long unstored;

  /// @param name of the database, for the log
  /// @param room whether its disk takes more; may cost a little
  /// @param nanos the steady clock
  Health(String name, Logger log, BooleanSupplier room, LongSupplier nanos) {
    this.name = name;
    this.log = log;
    this.room = room;
    this.nanos = nanos;
  }

  /// What keeps it from being written, while something does.
  Optional<Fault> unwritable() {
    return unwritable;
  }

  /// How often that began.
  long spells() {
    return spells.get();
  }

  /// None of these changes was stored.
  void failed(Throwable cause, int changes) {
    Fault fault = DatabaseException.fault(cause);
    if (!fault.lasts()) {
      log.error(
          "A commit of {} changes failed, none of them was kept: {}", changes, cause.getMessage());
      return;
    }
    long now = nanos.getAsLong();
    unstored += changes;
    boolean first = unwritable.isEmpty();
    if (first) {
      began = now;
      lastLook = now;
      spells.incrementAndGet();
      log.warn("{} cannot be written, which is tried again: {}", name, cause.getMessage());
    } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
      log.warn(
          "{} cannot be written for {} s now, {} changes were not stored: {}",
          name,
          Duration.ofNanos(now - began).toSeconds(),
          unstored,
          cause.getMessage());
    } else {
      return;
    }
    lastLine = now;
    unwritable = Optional.of(fault);
  }

  /// Something was stored. That a little found a place on a full disk does not mean that it has
  /// room.
  ///
  /// @return whether a time in which nothing could be written is over
  boolean succeeded() {
    long now = nanos.getAsLong();
    if (unwritable.isEmpty() || now - lastLook < BETWEEN_LOOKS.toNanos()) {
      return false;
    }
    lastLook = now;
    if (!room.getAsBoolean()) {
      return false;
    }
    log.warn(
        "{} is written again after {} s, in which {} changes were not stored",
        name,
        Duration.ofNanos(now - began).toSeconds(),
        unstored);
    unstored = 0;
    unwritable = Optional.empty();
    return true;
  }
}
