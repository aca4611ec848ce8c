package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.shuttersend.database.Database;
import org.shuttersend.model.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a fully received upload in: verify, make durable, decide, place.
///
/// A program may be killed between any two of these steps, so they are ordered by what the next
/// start can tell:
///
/// 1. The bytes and their name among the uploads are synced. Killed before or after: the upload is
///    still open, its sender asks again and it is finished then.
/// 2. One transaction ([Acceptance]) makes the photo, its job, the receipt, and an intent: which
///    upload goes to which place, and where what lies there goes. From here on the photo is the
///    receiver's and the same request gets the same receipt.
/// 3. The older file is moved aside, then the upload to its place; both renames. Killed in between:
///    [Placements] finds the intent at the next start and does what is left. A rename that a power
///    cut undid is done again, as the source is back.
/// 4. The folders are synced, many photos together; only then is the intent deleted and the job let
///    go. The answer need not wait for it: until then the synced upload and the intent hold the
///    photo.
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int TRIES = 10;

  private final Database database;
  private final UploadFiles files;
  private final Clock clock;
  private final int capacity;
  private final Signal changes;
  private final Shelf shelf;
  private final PhotoBook photos;
  private final PathLocks locks = new PathLocks();
  private final Placements placements;

  /// @param into where photos arrive; made if it is not there
  /// @param capacity jobs that may wait
  /// @param changes raised when a job was added
  /// @param work raised when a job may be claimed
  public Intake(
      Database database,
      UploadFiles files,
      Path into,
      Clock clock,
      int capacity,
      Signal changes,
      Signal work)
      throws IOException {
    this.database = database;
    this.files = files;
    this.clock = clock;
    this.capacity = capacity;
    this.changes = changes;
    this.photos = new PhotoBook(database);
    this.shelf = new Shelf(into);
    this.placements = new Placements(database, photos, files, shelf, locks, clock, work);
  }

  /// @throws IllegalArgumentException if the user's photos cannot have a folder of this name
  public static void checkOwner(String user) {
    try {
      PhotoPath.check(user);
    } catch (PhotoPath.UnsafePath e) {
      throw new IllegalArgumentException("The user's name is not a folder's: " + e.getMessage(), e);
    }
    if (user.equalsIgnoreCase(PhotoPath.RESERVED) || user.contains("/")) {
      throw new IllegalArgumentException("The user's name is not a folder's: " + user);
    }
  }

  /// Where photos arrive, as the file system calls it.
  public Path into() {
    return shelf.at("");
  }

  /// Finishes what a stop interrupted.
  public void start() {
    placements.start();
  }

  /// Tries again what could not be placed.
  public void redo() {
    placements.redo();
  }

  /// Takes in an upload that has all its bytes. The caller holds it.
  ///
  /// A `DatabaseException` leaves open what became of it: the commit may still come. The bytes must
  /// stay, and asking again tells. After any other failure its bytes are nobody's but the sender's.
  ///
  /// @throws StorageFailure if the disk failed before anything was decided
  /// @throws PhotoPath.UnsafePath if its path leads out through a link
  public Finish finish(Upload upload) throws StorageFailure {
    Incoming in = upload.incoming();
    ContentHash hash = files.hash(upload.id(), in.length());
    if (in.announced().isPresent() && !in.announced().get().equals(hash)) {
      log.warn("The bytes of {} are not those announced; dropped", in.path().value());
      return new Finish.Mismatch(hash);
    }
    files.seal(upload.id(), in.modified());
    Acceptance.Decision decision = decide(upload, hash);
    switch (decision.finish()) {
      case Finish.Kept kept when kept.duplicate() -> files.delete(upload.id());
      case Finish.Kept kept -> {
        files.forget(upload.id());
        changes.raise();
      }
      case Finish.QueueFull full -> log.info("No room in the queue for {}", in.path().value());
      case Finish.Mismatch mismatch -> throw new IllegalStateException("decided before");
    }
    return decision.finish();
  }

  private Acceptance.Decision decide(Upload upload, ContentHash hash) throws StorageFailure {
    String wanted = upload.incoming().owner() + "/" + upload.incoming().path().value();
    try {
      for (int tries = 0; tries < TRIES; tries++) {
        String path = shelf.resolve(wanted);
        try (var _ = locks.lock(path)) {
          // Another upload may have come between.
          if (shelf.resolve(wanted).equals(path)) {
            String displaced = shelf.versionOf(path, clock.instant(), photos::hasPath);
            var acceptance =
                new Acceptance(upload, hash, path, displaced, capacity, clock.instant());
            Acceptance.Decision decision = database.write(acceptance::in);
            decision.placement().ifPresent(placement -> place(placement, path));
            return decision;
          }
        }
      }
      throw new IOException("no place found for " + wanted);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// From here on nothing can fail for the sender: what cannot be moved now is moved later.
  private void place(Placement placement, String locked) {
    if (!placement.path().equals(locked)) {
      placements.moved(placement);
      return;
    }
    try {
      var folders = shelf.put(placement, files.file(placement.source()), clock.instant());
      log.debug("{} is in its place, below {}", placement.path(), folders);
      placements.moved(placement);
    } catch (IOException e) {
      log.warn("{} cannot be put in its place yet: {}", placement.path(), e.getMessage());
    }
  }

  @Override
  public void close() {
    placements.close();
  }
}
