package org.shuttersend.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.catalog.Lists.Tally;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;

/// The present batch: all photos since nothing was on its way. Guarded by itself.
final class Batch {
  /// A rate is believed after this long, and smoothed over as long again.
  private static final Duration TRUST = Duration.ofSeconds(3);

  private static final double SMOOTHING_SECONDS = 10;

  private Instant since;
  private boolean running;
  private long doneBefore;
  private long bytesBefore;
  private double rate;
  private Instant lastSample;
  private Optional<Instant> lastDelivered = Optional.empty();
  private long lastDone;

  Batch(Instant now) {
    this.since = now;
    this.lastSample = now;
  }

  /// Photos delivered from then on belong to this batch.
  synchronized Instant since() {
    return since;
  }

  synchronized Progress update(
      Map<PhotoState, Tally> tally, long sentOfOpen, double bytesPerSecond, Instant now) {
    long done = photos(tally, PhotoState.PROCESSED) + photos(tally, PhotoState.DUPLICATE);
    long bytesDone = bytes(tally, PhotoState.PROCESSED) + bytes(tally, PhotoState.DUPLICATE);
    long open = 0;
    long bytesOpen = 0;
    for (var entry : tally.entrySet()) {
      if (entry.getKey().isOpen()) {
        open += entry.getValue().photos();
        bytesOpen += entry.getValue().bytes();
      }
    }
    if (!running && open > 0) {
      begin(lastDone == 0 ? done : lastDone, bytesDone, now);
    }
    running = open > 0;
    if (done > lastDone && lastDone > 0) {
      lastDelivered = Optional.of(now);
    }
    lastDone = done;
    smooth(bytesPerSecond, now);
    long toSend = bytesOpen - bytes(tally, PhotoState.ACCEPTED) - sentOfOpen;
    return new Progress(
        done - doneBefore,
        done - doneBefore + open,
        bytesDone - bytesBefore + sentOfOpen + bytes(tally, PhotoState.ACCEPTED),
        bytesDone - bytesBefore + bytesOpen,
        left(toSend, now),
        lastDelivered);
  }

  private void begin(long done, long bytesDone, Instant now) {
    since = now;
    doneBefore = done;
    bytesBefore = bytesDone;
    rate = 0;
  }

  private void smooth(double bytesPerSecond, Instant now) {
    double seconds = Duration.between(lastSample, now).toMillis() / 1000.0;
    lastSample = now;
    double weight = rate == 0 ? 1 : Math.clamp(seconds / SMOOTHING_SECONDS, 0, 1);
    rate += (bytesPerSecond - rate) * weight;
  }

  private Optional<Duration> left(long bytes, Instant now) {
    boolean trusted = running && Duration.between(since, now).compareTo(TRUST) > 0;
    return trusted && rate > 1 && bytes > 0
        ? Optional.of(Duration.ofSeconds((long) Math.ceil(bytes / rate)))
        : Optional.empty();
  }

  private static long photos(Map<PhotoState, Tally> tally, PhotoState state) {
    return tally.getOrDefault(state, Tally.NONE).photos();
  }

  private static long bytes(Map<PhotoState, Tally> tally, PhotoState state) {
    return tally.getOrDefault(state, Tally.NONE).bytes();
  }
}
