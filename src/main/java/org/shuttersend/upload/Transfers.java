package org.shuttersend.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.shuttersend.catalog.Claim;

/// The uploads under way and how fast they are. Any thread.
public final class Transfers {
  private final Clock clock;
  private final Meter meter;
  private final Map<Long, Transfer> active = new ConcurrentHashMap<>();

  Transfers(Clock clock) {
    this.clock = clock;
    this.meter = new Meter(clock);
  }

  Transfer begin(Claim claim) {
    var transfer = new Transfer(claim);
    active.put(claim.id(), transfer);
    return transfer;
  }

  void end(Transfer transfer) {
    active.remove(transfer.claim.id(), transfer);
  }

  double bytesPerSecond() {
    return meter.bytesPerSecond();
  }

  List<Active> snapshot() {
    return active.values().stream().map(Transfer::snapshot).toList();
  }

  /// One upload, as it is at this moment.
  ///
  /// @param sent bytes, counted from the beginning of the file
  public record Active(long photoId, long sent, double bytesPerSecond) {}

  final class Transfer {
    private final Claim claim;
    private final Instant begun = clock.instant();
    private final AtomicLong sent = new AtomicLong();

    /// Where this attempt began: bytes before it cost no time. -1 until that is told.
    private final AtomicLong start = new AtomicLong(-1);

    Transfer(Claim claim) {
      this.claim = claim;
    }

    void sent(long position) {
      long before = sent.getAndSet(position);
      if (!start.compareAndSet(-1, position)) {
        meter.add(Math.max(0, position - before));
      }
    }

    private Active snapshot() {
      double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
      long position = sent.get();
      double rate = seconds < 0.2 ? 0 : Math.max(0, position - Math.max(0, start.get())) / seconds;
      return new Active(claim.id(), position, rate);
    }
  }
}
