package org.shuttersend.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.catalog.Tallies;
import org.shuttersend.model.PhotoState;
import org.shuttersend.model.Progress;

/// The present batch: all photos since nothing was on its way for a while. A camera that sends a
/// photo every few seconds makes one batch, not many. Guarded by itself.
final class Batch {
  /// A rate is believed after this long, and smoothed over as long again.
  private static final Duration TRUST = Duration.ofSeconds(3);

  /// Bytes a second; from less nothing can be concluded.
  private static final double MOVING = 1000;

  private static final double SMOOTHING_SECONDS = 10;
  private static final Duration REST = Duration.ofSeconds(90);

  private Instant since;
  private Instant lastBusy;
  private long doneBefore;
  private long bytesBefore;
  private long lastDone;
  private double rate;
  private Instant lastSample;
  private Optional<Instant> lastDelivered = Optional.empty();

  /// What was delivered before belongs to no batch.
  Batch(Tallies before, Instant now) {
    this.since = now;
    this.lastBusy = now;
    this.lastSample = now;
    this.lastDone = before.delivered().photos();
    this.doneBefore = lastDone;
    this.bytesBefore = before.delivered().bytes();
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
    if (done > lastDone) {
      lastDelivered = Optional.of(now);
    }
    if (open > 0 || done > lastDone) {
      lastBusy = now;
    } else if (lastBusy.plus(REST).isBefore(now) || done < doneBefore) {
      since = now;
      doneBefore = done;
      bytesBefore = bytesDone;
    }
    lastDone = done;
    smooth(bytesPerSecond, now);
    long toSend = bytesOpen - bytesAccepted - sentOfOpen;
    return new Progress(
        done - doneBefore,
        done - doneBefore + open,
        bytesDone - bytesBefore + sentOfOpen + bytesAccepted,
        bytesDone - bytesBefore + bytesOpen,
        open > 0 ? left(toSend, bytesPerSecond >= MOVING, now) : Optional.empty(),
        lastDelivered);
  }

  private void smooth(double bytesPerSecond, Instant now) {
    double seconds = Duration.between(lastSample, now).toMillis() / 1000.0;
    lastSample = now;
    double weight = rate == 0 ? 1 : Math.clamp(seconds / SMOOTHING_SECONDS, 0, 1);
    rate += (bytesPerSecond - rate) * weight;
  }

  private Optional<Duration> left(long bytes, boolean moving, Instant now) {
    boolean trusted = Duration.between(since, now).compareTo(TRUST) > 0;
    return trusted && moving && rate > 1 && bytes > 0
        ? Optional.of(Duration.ofSeconds((long) Math.ceil(bytes / rate)))
        : Optional.empty();
  }
}
