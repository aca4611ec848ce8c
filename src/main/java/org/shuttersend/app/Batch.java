package org.shuttersend.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.catalog.Tallies;
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

  synchronized Progress update(Tallies tally, long sentOfOpen, double bytesPerSecond, Instant now) {
    long done = tally.delivered().photos();
    long bytesDone = tally.delivered().bytes();
    long open = tally.open().photos();
    long bytesOpen = tally.open().bytes();
    long bytesAccepted = tally.of(PhotoState.ACCEPTED).bytes();
    if (!running && open > 0) {
      begin(lastDone == 0 ? done : lastDone, bytesDone, now);
    }
    running = open > 0;
    if (done > lastDone && lastDone > 0) {
      lastDelivered = Optional.of(now);
    }
    lastDone = done;
    smooth(bytesPerSecond, now);
    long toSend = bytesOpen - bytesAccepted - sentOfOpen;
    return new Progress(
        done - doneBefore,
        done - doneBefore + open,
        bytesDone - bytesBefore + sentOfOpen + bytesAccepted,
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
}
