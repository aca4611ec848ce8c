package org.shuttersend.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Claim;
import org.shuttersend.destination.Destination;
import org.shuttersend.upload.governor.Load;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Claimed photos on their way to being ready, those of each hot folder in a lane of its own: where
/// reading never comes back, one lane is held up. A lane takes its next photos when it is through
/// with these, with two threads that read at most. While it waits for room in the line, small
/// photos that come meanwhile pass it in a lane beside it.
final class Lanes {
  private static final Logger log = LoggerFactory.getLogger(Lanes.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Preparer preparer;
  private final Marks marks;
  private final ReadyLine ready;
  private final ExecutorService threads;
  private final Runnable onFree;

  /// What each busy lane has.
  private final Map<Lane, Map<Long, InHand.Photo>> busy = new ConcurrentHashMap<>();

  /// Numbers of the folders whose lanes have only large ones.
  private final Set<Integer> large = ConcurrentHashMap.newKeySet();

  /// @param folder its number
  private record Lane(int folder, boolean beside) {}

  /// @param ready takes what may be sent; a lane waits while it is full
  /// @param onFree hears when a lane, or one beside it, can take more
  Lanes(Preparer preparer, Marks marks, ReadyLine ready, ExecutorService threads, Runnable onFree) {
    this.preparer = preparer;
    this.marks = marks;
    this.ready = ready;
    this.threads = threads;
    this.onFree = onFree;
  }

  /// Numbers of the folders whose lanes take nothing now.
  Set<Integer> busy() {
    return busy.keySet().stream()
        .filter(lane -> !lane.beside)
        .map(Lane::folder)
        .collect(Collectors.toSet());
  }

  /// Numbers of the folders whose lanes can be passed by small photos.
  Set<Integer> passable() {
    return large.stream()
        .filter(folder -> !busy.containsKey(new Lane(folder, true)))
        .collect(Collectors.toSet());
  }

  /// @param photos of folders whose lanes are free. By the feeding thread only
  void prepare(List<InHand.Photo> photos, Destination to) {
    prepare(photos, false, to);
  }

  /// @param photos small ones, of folders whose lanes are passable. By the feeding thread only
  void prepareBeside(List<InHand.Photo> photos, Destination to) {
    prepare(photos, true, to);
  }

  private void prepare(List<InHand.Photo> photos, boolean beside, Destination to) {
    var byLane = new LinkedHashMap<Lane, List<InHand.Photo>>();
    for (InHand.Photo photo : photos) {
      byLane.computeIfAbsent(new Lane(photo.folder(), beside), _ -> new ArrayList<>()).add(photo);
    }
    while (!byLane.isEmpty()) {
      Lane lane = byLane.firstEntry().getKey();
      try {
        begin(lane, byLane.firstEntry().getValue(), to);
      } catch (RuntimeException | Error e) {
        byLane.values().forEach(own -> own.forEach(InHand.Photo::leave));
        busy.remove(lane);
        throw e; // no thread could be had for it
      }
      byLane.remove(lane);
    }
  }

  private void begin(Lane lane, List<InHand.Photo> photos, Destination to) {
    var own = new ConcurrentHashMap<Long, InHand.Photo>();
    photos.forEach(photo -> own.put(photo.claim().id(), photo));
    Map<Boolean, List<Claim>> kinds =
        photos.stream().map(InHand.Photo::claim).collect(Collectors.partitioningBy(Lanes::isLarge));
    busy.put(lane, own);
    threads.execute(() ->
        run(
            lane,
            own,
            kinds.getOrDefault(false, List.of()),
            kinds.getOrDefault(true, List.of()),
            to));
  }

  private static boolean isLarge(Claim claim) {
    return Load.of(claim.file().stamp().size()) == Load.LARGE;
  }

  private void run(
      Lane lane,
      Map<Long, InHand.Photo> own,
      List<Claim> smallOnes,
      List<Claim> largeOnes,
      Destination to) {
    Preparer.Out out =
        (claim, resume) -> {
          InHand.Photo photo = own.remove(claim.id());
          if (photo != null && !photo.hasLeft()) {
            photo.claim(claim);
            ready.put(new Uploader.Ready(photo, resume, to));
          }
        };
    try {
      preparer.prepare(smallOnes, to, out);
      if (!largeOnes.isEmpty()) {
        large.add(lane.folder);
        onFree.run();
        preparer.prepare(largeOnes, to, out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      log.atLevel(preparer.canNote() ? Level.ERROR : Level.DEBUG)
          .setCause(e)
          .log("Photos could not be prepared. They are tried again in a moment.");
      pause();
    } finally {
      if (!lane.beside) {
        large.remove(lane.folder);
      }
      free(lane, own);
      onFree.run();
    }
  }

  private void free(Lane lane, Map<Long, InHand.Photo> own) {
    own.values().forEach(InHand.Photo::leave);
    busy.remove(lane);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The photos of a folder that does not answer go back, with the reason, but for those that went
  /// on meanwhile.
  void giveBack(int folder) {
    for (boolean beside : List.of(false, true)) {
      var lane = new Lane(folder, beside);
      for (InHand.Photo photo : new ArrayList<>(busy.getOrDefault(lane, Map.of()).values())) {
        if (!photo.hasLeft() && marks.unseen(photo.claim())) {
          photo.leave();
        }
      }
    }
  }
}
