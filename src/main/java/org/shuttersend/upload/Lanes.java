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
import org.shuttersend.catalog.Claim;
import org.shuttersend.destination.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Claimed photos on their way to being ready, those of each hot folder in a lane of its own: where
/// reading never comes back, one lane is held up. A lane takes its next photos when it is through
/// with these, so there are never more than two reading threads a folder.
final class Lanes {
  private static final Logger log = LoggerFactory.getLogger(Lanes.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Preparer preparer;
  private final Marks marks;
  private final ReadyLine ready;
  private final ExecutorService threads;
  private final Runnable onFree;

  /// What each busy lane has, by folder number.
  private final Map<Integer, Map<Long, InHand.Photo>> busy = new ConcurrentHashMap<>();

  /// @param ready takes what may be sent; a lane waits while it is full
  /// @param onFree hears when a lane can take more
  Lanes(Preparer preparer, Marks marks, ReadyLine ready, ExecutorService threads, Runnable onFree) {
    this.preparer = preparer;
    this.marks = marks;
    this.ready = ready;
    this.threads = threads;
    this.onFree = onFree;
  }

  /// Numbers of the folders whose lanes take nothing now.
  Set<Integer> busy() {
    return Set.copyOf(busy.keySet());
  }

  /// @param photos of folders whose lanes are free. By the feeding thread only
  void prepare(List<InHand.Photo> photos, Destination to) {
    var byFolder = new LinkedHashMap<Integer, Map<Long, InHand.Photo>>();
    for (InHand.Photo photo : photos) {
      byFolder
          .computeIfAbsent(photo.folder(), _ -> new ConcurrentHashMap<>())
          .put(photo.claim().id(), photo);
    }
    byFolder.forEach((folder, own) -> {
      List<Claim> claims =
          photos.stream().filter(p -> p.folder() == folder).map(InHand.Photo::claim).toList();
      busy.put(folder, own);
      try {
        threads.execute(() -> run(folder, own, claims, to));
      } catch (RuntimeException | Error e) {
        free(folder, own); // no thread could be had for it
        throw e;
      }
    });
  }

  private void run(int folder, Map<Long, InHand.Photo> own, List<Claim> claims, Destination to) {
    try {
      preparer.prepare(
          claims,
          to,
          (claim, resume) -> {
            InHand.Photo photo = own.remove(claim.id());
            if (photo != null && !photo.hasLeft()) {
              photo.claim(claim);
              ready.put(new Uploader.Ready(photo, resume, to));
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
      free(folder, own);
      onFree.run();
    }
  }

  private void free(int folder, Map<Long, InHand.Photo> own) {
    own.values().forEach(InHand.Photo::leave);
    busy.remove(folder);
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
    for (InHand.Photo photo : new ArrayList<>(busy.getOrDefault(folder, Map.of()).values())) {
      if (!photo.hasLeft() && marks.unseen(photo.claim())) {
        photo.leave();
      }
    }
  }
}
