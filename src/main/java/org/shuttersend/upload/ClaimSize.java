package org.shuttersend.upload;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.shuttersend.catalog.Claim;

/// How many photos are claimed at once. What is claimed is not overtaken by what comes later and
/// should go first: large photos are claimed a few at a time. Any thread.
final class ClaimSize {
  private static final int MOST = 64;
  private static final int LEAST = 4;
  private static final long BYTES = 64L << 20;

  private final AtomicInteger next = new AtomicInteger(MOST);

  int next() {
    return next.get();
  }

  /// These were claimed: the next ones may be as large.
  void claimed(List<Claim> claims) {
    long bytes = claims.stream().mapToLong(claim -> claim.file().stamp().size()).sum();
    next.set(Math.clamp(BYTES * claims.size() / Math.max(1, bytes), LEAST, MOST));
  }
}
