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

  /// Lanes whose next photo finds no room in the line.
  private final Set<Lane> waiting = ConcurrentHashMap.newKeySet();

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

  /// Numbers of the folders whose lanes wait and can be passed by small photos.
  Set<Integer> passable() {
    return waiting.stream()
        .map(Lane::folder)
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
    var byLane = new LinkedHashMap<Lane, Map<Long, InHand.Photo>>();
    for (InHand.Photo photo : photos) {
      byLane
          .computeIfAbsent(new Lane(photo.folder(), beside), _ -> new ConcurrentHashMap<>())
          .put(photo.claim().id(), photo);
    }
    byLane.forEach((lane, own) -> {
      List<Claim> claims =
          photos.stream().filter(p -> p.folder() == lane.folder).map(InHand.Photo::claim).toList();
      busy.put(lane, own);
      try {
        threads.execute(() -> run(lane, own, claims, to));
      } catch (RuntimeException | Error e) {
        free(lane, own); // no thread could be had for it
        throw e;
      }
    });
  }

  private void run(Lane lane, Map<Long, InHand.Photo> own, List<Claim> claims, Destination to) {
    try {
      preparer.prepare(
          claims,
          to,
          (claim, resume) -> {
            InHand.Photo photo = own.remove(claim.id());
            if (photo != null && !photo.hasLeft()) {
              photo.claim(claim);
              putInLine(lane, new Uploader.Ready(photo, resume, to));
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      log.atLevel(preparer.canNote() ? Level.ERROR : Level.DEBUG)
          .setCause(e)
          .log("Photos could not be prepared. They are tried again in a moment.");
      pause();
    } finally {
      free(lane, own);
      onFree.run();
    }
  }

  private void putInLine(Lane lane, Uploader.Ready photo) throws InterruptedException {
    if (ready.offer(photo)) {
      return;
    }
    if (!lane.beside) {
      waiting.add(lane);
      onFree.run();
    }
    try {
      ready.put(photo);
    } finally {
      waiting.remove(lane);
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
