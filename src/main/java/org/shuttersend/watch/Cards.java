package org.shuttersend.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuttersend.model.Disk;

/// Which card each of those in a hot folder is, of all that the system calls the same. Each is
/// judged once, before anything on it is looked at, and stays what it was judged to be until it is
/// pulled: meanwhile all its photos may be deleted. The scanning thread judges, any thread asks.
final class Cards {
  /// What is exchanged again and again while it is looked at is judged later.
  private static final int TRIES = 3;

  /// Guarded by this.
  private Map<Mounted, Disk> judged = Map.of();

  /// Places where something is mounted; those of which it matters if it ends. Guarded by this.
  private Set<String> places = Set.of();

  /// Counts what was pulled. Guarded by this.
  private long pulled;

  /// @param spot as the system tells it
  private record Mounted(String place, Whereabouts.Spot spot) {}

  /// Looks at what is mounted now, and judges what was not yet. On the scanning thread only.
  ///
  /// @throws IOException if the root is not there
  Whereabouts follow(Path root, Judge judge) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Whereabouts seen = Whereabouts.of(root);
      long before = begin(seen);
      Map<Mounted, Disk> found = kept(seen);
      boolean any = judge(seen, judge, found);
      // The same before and after: so it was in between.
      if ((!any || Whereabouts.of(root).equals(seen)) && end(before, found)) {
        return named(seen);
      }
    }
    return named(Whereabouts.of(root));
  }

  private synchronized long begin(Whereabouts seen) {
    places = seen.spots().keySet();
    return pulled;
  }

  private synchronized Map<Mounted, Disk> kept(Whereabouts seen) {
    var kept = new HashMap<>(judged);
    kept.keySet().removeIf(mounted -> !mounted.spot.equals(seen.spots().get(mounted.place)));
    return kept;
  }

  private synchronized boolean end(long before, Map<Mounted, Disk> found) {
    if (pulled != before) {
      return false;
    }
    judged = Map.copyOf(found);
    return true;
  }

  /// @param found those that were judged before, to which the others are added
  /// @return whether there were any
  private static boolean judge(Whereabouts seen, Judge judge, Map<Mounted, Disk> found) {
    boolean any = false;
    for (Map.Entry<String, Whereabouts.Spot> entry : seen.spots().entrySet()) {
      var mounted = new Mounted(entry.getKey(), entry.getValue());
      if (!mounted.spot.isJudged() && !found.containsKey(mounted)) {
        Disk disk = known(mounted, found, judge);
        found.put(mounted, disk);
        any = true;
      }
    }
    return any;
  }

  /// What is mounted at two places is one; what is mounted at the same time as another is not that.
  private static Disk known(Mounted mounted, Map<Mounted, Disk> found, Judge judge) {
    var taken = new HashSet<Disk>();
    for (Map.Entry<Mounted, Disk> other : found.entrySet()) {
      Whereabouts.Spot spot = other.getKey().spot;
      if (spot.disk().isSame(mounted.spot.disk())) {
        if (spot.device().equals(mounted.spot.device())) {
          return other.getValue();
        }
        taken.add(other.getValue());
      }
    }
    return judge.judge(mounted.place, mounted.spot, taken);
  }

  /// What the system tells, with the cards as they were judged to be.
  synchronized Whereabouts named(Whereabouts seen) {
    return new Whereabouts(
        seen.spots().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, spot -> named(spot.getKey(), spot.getValue()))));
  }

  private Whereabouts.Spot named(String place, Whereabouts.Spot spot) {
    Disk disk = judged.get(new Mounted(place, spot));
    if (spot.isJudged()) {
      return spot;
    }
    return disk == null ? spot.unjudged() : spot.judged(disk);
  }

  /// The directory that was seen there is none any more. The root of a card can only have been
  /// unmounted with it; and the next one may look to the system as if nothing had happened, since
  /// numbers of mounts and devices are given again.
  synchronized void ended(String directory) {
    if (places.contains(directory)) {
      pulled++;
      var left = new HashMap<>(judged);
      left.keySet().removeIf(mounted -> mounted.place.equals(directory));
      judged = Map.copyOf(left);
    }
  }

  /// The hot folder itself is not there, or is another.
  synchronized void clear() {
    pulled++;
    judged = Map.of();
  }
}
