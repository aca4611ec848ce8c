package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Durable;
import org.shuttersend.thread.KeptThread;
import org.shuttersend.thread.Restarts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes moved photos durable where they lie, many with one sync of their folders, and then lets
/// their jobs go. One thread of its own; what it is told is also written down, so that it may
/// forget anything.
final class Placements implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Placements.class);
  private static final int QUEUE = 4096;
  private static final int BATCH = 512;
  private static final int TRIES = 5;
  private static final Duration GATHER = Duration.ofMillis(25);
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Database database;
  private final PhotoBook photos;
  private final UploadFiles files;
  private final Shelf shelf;
  private final PathLocks locks;
  private final Clock clock;
  private final Signal work;
  private final BlockingQueue<Placement> moved = new ArrayBlockingQueue<>(QUEUE);
  private final KeptThread thread;
  private volatile boolean closing;

  /// Owned by the thread that takes over: the last placement there was when it last looked.
  private long lastSeen;

  Placements(
      Database database,
      PhotoBook photos,
      UploadFiles files,
      Shelf shelf,
      PathLocks locks,
      Clock clock,
      Signal work) {
    this.database = database;
    this.photos = photos;
    this.files = files;
    this.shelf = shelf;
    this.locks = locks;
    this.clock = clock;
    this.work = work;
    this.thread =
        KeptThread.vital(
            Thread.ofPlatform().name("photo-placement"), this::run, this::redo, Restarts.USUAL);
  }

  /// Finishes what a stop interrupted, before anything new arrives.
  void start() {
    redo();
    thread.start();
  }

  /// Carries out what has just been written down. From here on nothing can fail for the sender:
  /// what cannot be moved now is moved later.
  ///
  /// @param locked the place the caller has for itself
  void place(Placement placement, PathLocks.Held locked) {
    if (!placement.path().equals(locked.path())) {
      moved(placement);
      return;
    }
    try {
      locked.check();
      var folders = shelf.put(placement, placement.from(files, shelf), clock.instant());
      log.debug("{} is in its place, below {}", placement.path(), folders);
      moved(placement);
    } catch (IOException | DatabaseException e) {
      log.warn("{} cannot be put in its place yet: {}", placement.path(), e.getMessage());
    }
  }

  /// A photo was moved; its job waits for the move to be durable.
  void moved(Placement placement) {
    if (!moved.offer(placement)) {
      log.debug("{} will be settled by the next round", placement.path());
    }
  }

  /// Carries out every placement that is written down, in order. Those that cannot be stay for the
  /// next time; their bytes lie safe among the uploads.
  void redo() {
    redo(Long.MAX_VALUE);
  }

  /// Carries out what has lain since the last time: what comes and goes meanwhile is others' work
  /// under way.
  void takeOver() {
    long upTo = lastSeen;
    lastSeen = database.read(session -> session.number("SELECT max(seq) FROM placements"));
    redo(upTo);
  }

  private void redo(long upTo) {
    List<Placement> page;
    long after = 0;
    do {
      long from = after;
      page =
          database.read(session ->
              session.list(
                  Placement.SELECT + "WHERE m.seq > ? AND m.seq <= ? ORDER BY m.seq LIMIT ?",
                  Placement::of,
                  from,
                  upTo,
                  BATCH));
      settle(page);
      after = page.isEmpty() ? after : page.getLast().seq();
    } while (page.size() == BATCH);
  }

  private void run() throws InterruptedException {
    var batch = new ArrayList<Placement>();
    while (!closing || !moved.isEmpty()) {
      try {
        Placement first = moved.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          // Many settle as fast as one: a job that starts a moment later is not noticed, the syncs
          // saved are.
          Thread.sleep(GATHER);
          moved.drainTo(batch, BATCH - 1);
          settle(batch);
          batch.clear();
        }
      } catch (DatabaseException e) {
        log.warn("Settling {} photos has to wait: {}", batch.size(), e.getMessage());
        batch.clear();
      }
    }
  }

  private void settle(List<Placement> placements) {
    var folders = new LinkedHashSet<Path>();
    var settled = new ArrayList<Placement>();
    for (Placement placement : placements) {
      try {
        if (carryOut(placement, folders)) {
          settled.add(placement);
        }
      } catch (IOException | PhotoPath.UnsafePath e) {
        log.warn("{} cannot be put in its place yet: {}", placement.path(), e.getMessage());
      }
    }
    if (settled.isEmpty()) {
      return;
    }
    try {
      for (Path folder : folders) {
        Durable.folder(folder);
      }
      shelf.durable(folders);
    } catch (IOException e) {
      log.warn("A folder of photos cannot be made durable yet: {}", e.getMessage());
      return;
    }
    database.write(session -> {
      for (Placement placement : settled) {
        session.update("DELETE FROM placements WHERE seq = ?", placement.seq());
      }
      session.announce(); // their jobs may be claimed
      return settled.size();
    });
    settled.forEach(placement -> work.raise());
  }

  /// Carries it out as its row says under the lock of its place: since it was read, a newer photo
  /// of the same path may have sent it elsewhere, or another round may have settled it. Where
  /// something came in the way since its place was chosen, another is chosen and written down
  /// before the move.
  ///
  /// @param changed gets the folders whose names changed
  /// @return false if another round settled it
  private boolean carryOut(Placement read, Set<Path> changed) throws IOException {
    Placement seen = read;
    for (int tries = 0; tries < TRIES; tries++) {
      String path = place(seen);
      try (var place = locks.lock(path)) {
        Optional<Placement> now = row(seen.seq());
        if (now.isEmpty()) {
          return false;
        }
        if (now.get().equals(seen) && place(seen).equals(path)) {
          Optional<Placement> placement = path.equals(seen.path()) ? now : redirected(seen, path);
          if (placement.isPresent()) {
            Path source = seen.from(files, shelf);
            place.check();
            changed.addAll(shelf.put(placement.get(), source, clock.instant()));
            return true;
          }
        }
        seen = now.get();
      }
    }
    throw new IOException("its place keeps changing");
  }

  private Optional<Placement> row(long seq) {
    return database.read(
        session -> session.first(Placement.SELECT + "WHERE m.seq = ?", Placement::of, seq));
  }

  private String place(Placement placement) throws IOException {
    boolean done = Files.notExists(placement.from(files, shelf));
    return done ? placement.path() : shelf.resolve(placement.path());
  }

  /// Empty if a newer photo sent it elsewhere meanwhile: the lock of its old place is not held.
  private Optional<Placement> redirected(Placement placement, String path) throws IOException {
    String displaced = shelf.versionOf(path, clock.instant(), photos::hasPath);
    return database.write(session -> {
      String sql = "UPDATE placements SET path = ?, displaced = ? WHERE seq = ? AND path = ?";
      int rows = session.update(sql, path, displaced, placement.seq(), placement.path());
      if (rows == 0) {
        return Optional.<Placement>empty();
      }
      Acceptance.displace(session, path, displaced, placement.photoId());
      session.update("UPDATE photos SET path = ? WHERE id = ?", path, placement.photoId());
      return Optional.of(placement.to(path, displaced));
    });
  }

  /// Settles what was moved, bounded in time; the rest is settled at the next start.
  @Override
  public void close() {
    closing = true;
    thread.letEnd();
    if (!thread.join(LINGER)) {
      thread.stop();
    }
  }
}
