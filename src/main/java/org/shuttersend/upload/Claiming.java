package org.shuttersend.upload;

import java.util.List;
import java.util.Set;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.destination.Destination;
import org.shuttersend.upload.governor.Load;

/// Claims photos for lanes that can take them. What is claimed is not overtaken by what comes later
/// and should go first: large photos are claimed a few at a time. Used by the feeding thread.
final class Claiming {
  private static final int MOST = 64;
  private static final int LEAST = 4;
  private static final long BYTES = 64L << 20;

  /// Small photos that pass a lane at once.
  private static final int BESIDE = 16;

  private final Outbox outbox;
  private final InHand inHand;
  private final Lanes lanes;
  private int next = MOST;

  Claiming(Outbox outbox, InHand inHand, Lanes lanes) {
    this.outbox = outbox;
    this.inHand = inHand;
    this.lanes = lanes;
  }

  /// @param free numbers of the folders whose lanes are free
  /// @param passable numbers of those whose lanes wait and can be passed
  /// @return whether there were any
  boolean claim(Set<Integer> free, Set<Integer> passable, Destination to) {
    List<Claim> small =
        passable.isEmpty() ? List.of() : outbox.claimSmall(BESIDE, Load.SMALL_BYTES, passable);
    if (!small.isEmpty()) {
      lanes.prepareBeside(small.stream().map(inHand::take).toList(), to);
    }
    List<Claim> claims = free.isEmpty() ? List.of() : outbox.claim(next, free);
    if (!claims.isEmpty()) {
      next = after(claims);
      lanes.prepare(claims.stream().map(inHand::take).toList(), to);
    }
    return !small.isEmpty() || !claims.isEmpty();
  }

  /// The next ones may be as large.
  private static int after(List<Claim> claims) {
    long bytes = claims.stream().mapToLong(claim -> claim.file().stamp().size()).sum();
    return Math.clamp(BYTES * claims.size() / Math.max(1, bytes), LEAST, MOST);
  }
}
