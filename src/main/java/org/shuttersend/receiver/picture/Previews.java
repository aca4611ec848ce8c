package org.shuttersend.receiver.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.shuttersend.format.Description.Kind;
import org.shuttersend.receiver.queue.Step;
import org.shuttersend.receiver.store.StoredPhoto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The previews of stored photos: made as a step of the queue, made anew where one is asked for
/// that is not there. Any thread.
public final class Previews implements Step {
  /// Pixels on the long side.
  public static final int SMALL = 512;

  public static final int LARGE = 2048;

  private static final Logger log = LoggerFactory.getLogger(Previews.class);
  private static final int ASKED_AT_ONCE = 2;
  private static final int MOVES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final PictureBook book;
  private final PreviewFiles files;
  private final Looking looking;
  private final Semaphore asked = new Semaphore(ASKED_AT_ONCE, true);

  /// @param folder of the previews; made if it is not there
  public Previews(PictureBook book, Path folder, MemoryBudget budget) throws IOException {
    this.book = book;
    this.files = new PreviewFiles(folder);
    this.looking = new Looking(new Decoder(budget, LARGE));
  }

  /// Too many previews are being made.
  public static final class Busy extends Exception {
    Busy() {
      super("too many previews are being made");
    }
  }

  @Override
  public void run(StoredPhoto photo) throws IOException, Refused {
    Looked looked;
    try {
      looked = looking.at(photo.file());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the receiver is closing", e);
    }
    switch (looked) {
      case Looked.Seen seen -> {
        if (!book.lies(photo.photoId(), photo.file())) {
          throw new NoSuchFileException(photo.file() + " was moved aside meanwhile");
        }
        keep(photo.photoId(), written(photo.photoId(), seen));
      }
      case Looked.Unseen unseen -> {
        log.debug("No preview of {}: {}", photo.file(), unseen.reason());
        if (!unseen.about().kind().equals(Kind.OTHER)) {
          keep(photo.photoId(), unseen);
        }
      }
      case Looked.Damaged damaged -> {
        keep(photo.photoId(), damaged);
        throw new Refused(damaged.reason());
      }
    }
  }

  /// @param owner empty for those who may see every photo
  /// @param size [#SMALL] or [#LARGE]
  /// @return empty if there is no such photo, or none can be made of it
  /// @throws Busy if it may be had a little later
  public Optional<Preview> find(Optional<String> owner, String photoId, int size)
      throws IOException, InterruptedException, Busy {
    Optional<PictureBook.Place> place = book.find(owner, photoId);
    if (place.isEmpty() || place.get().hasNone()) {
      return Optional.empty();
    }
    String sha256 = place.get().sha256();
    Optional<byte[]> jpeg = files.read(photoId, size);
    if (jpeg.isEmpty() && make(photoId)) {
      jpeg = files.read(photoId, size);
    }
    return jpeg.map(bytes -> new Preview(sha256, bytes));
  }

  /// The larger preview, if it was made.
  public Optional<byte[]> made(String photoId) throws IOException {
    return files.read(photoId, LARGE);
  }

  public boolean isMade(String photoId) {
    return files.has(photoId);
  }

  private boolean make(String photoId) throws IOException, InterruptedException, Busy {
    if (!asked.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Busy();
    }
    try {
      for (int moves = 0; moves < MOVES; moves++) {
        Optional<PictureBook.Place> place = book.find(Optional.empty(), photoId);
        if (place.isEmpty() || place.get().hasNone() || Files.notExists(place.get().file())) {
          return false;
        }
        if (files.has(photoId)) {
          return true; // somebody else asked for it, too
        }
        Path file = place.get().file();
        Looked looked = looking.at(file);
        if (book.lies(photoId, file)) {
          return looked instanceof Looked.Seen seen
              && written(photoId, seen) instanceof Looked.Seen;
        }
      }
      return false;
    } finally {
      asked.release();
    }
  }

  private Looked written(String photoId, Looked.Seen seen) {
    try {
      files.write(photoId, seen.large());
      return seen;
    } catch (IOException | OutOfMemoryError e) {
      log.warn("The preview of {} could not be kept: {}", photoId, e.getMessage());
      return new Looked.Unseen(seen.about(), "it could not be kept", true);
    }
  }

  private void keep(String photoId, Looked looked) {
    var _ =
        book.keep(photoId, looked)
            .whenComplete((ok, e) -> {
              if (e != null) {
                log.warn("What is seen of {} is not written down: {}", photoId, e.getMessage());
              }
            });
  }
}
