package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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

  private final Database database;
  private final UploadFiles files;
  private final Clock clock;
  private final int capacity;
  private final Signal changes;
  private final Shelf shelf;
  private final Reservations reservations;
  private final Placements placements;
  private final Inventory inventory;
  private final Returns returns;

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
    this.shelf = new Shelf(into);
    var photos = new PhotoBook(database);
    var locks = new PathLocks(database.locks());
    this.reservations = new Reservations(shelf, locks, photos, clock);
    this.placements = new Placements(database, photos, files, shelf, locks, clock, work);
    this.inventory = new Inventory(database, shelf, clock, changes);
    this.returns = new Returns(database, shelf, reservations, placements);
  }

  /// @throws IllegalArgumentException if the user's photos cannot have a folder of this name
  public static void checkOwner(String user) {
    try {
      PhotoPath.check(user);
    } catch (PhotoPath.UnsafePath e) {
      throw new IllegalArgumentException("The user's name is not a folder's: " + e.getMessage(), e);
    }
    if (user.equalsIgnoreCase(PhotoPath.RESERVED)
        || user.contains("/")
        || user.chars().anyMatch(Character::isISOControl)) {
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

  /// Carries out what was written down before this was last asked, and still is: by now it is
  /// nobody's work any more, or stuck.
  public void takeOver() {
    placements.takeOver();
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
    Instant modified = files.seal(upload.id(), in.modified());
    Acceptance.Decision decision = decide(upload, hash, modified);
    if (decision.finish() instanceof Finish.Kept kept && kept.duplicate()) {
      decision = again(upload, hash, modified, decision);
    }
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

  /// Before the bytes of a content that is had are thrown away: whether it is there, and in the
  /// place it is to have now.
  private Acceptance.Decision again(
      Upload upload, ContentHash hash, Instant modified, Acceptance.Decision decision)
      throws StorageFailure {
    String owner = upload.incoming().owner();
    if (inventory.has(owner, hash).isEmpty()) {
      return decide(upload, hash, modified);
    }
    bringBack(owner, hash, upload.incoming().path());
    return decision;
  }

  private Acceptance.Decision decide(Upload upload, ContentHash hash, Instant modified)
      throws StorageFailure {
    return reservations.reserve(
        upload.incoming().owner() + "/" + upload.incoming().path().value(),
        (place, displaced) -> {
          var acceptance =
              new Acceptance(
                  upload,
                  files.file(upload.id()),
                  hash,
                  place.path(),
                  displaced,
                  modified,
                  capacity,
                  clock.instant());
          Acceptance.Decision decision = database.write(acceptance::in);
          decision.placement().ifPresent(placement -> placements.place(placement, place));
          return decision;
        });
  }

  /// A content that is had is to lie there now. If it lies among the older versions it comes back,
  /// and what has its place goes there; a copy of what lies elsewhere changes nothing.
  ///
  /// @throws PhotoPath.UnsafePath if the path leads out through a link
  public void bringBack(String owner, ContentHash hash, PhotoPath wanted) throws StorageFailure {
    returns.bringBack(owner, hash, owner + "/" + wanted.value());
  }

  Inventory inventory() {
    return inventory;
  }

  @Override
  public void close() {
    placements.close();
  }
}
