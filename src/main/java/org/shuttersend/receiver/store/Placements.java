package org.shuttersend.receiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Session;
import org.shuttersend.model.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes moved photos durable where they lie, many with one sync of their folders, and then lets
/// their jobs go. One thread of its own; what it is told is also written down, so that it may
/// forget anything.
final class Placements implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Placements.class);
  private static final int QUEUE = 4096;
  private static final int BATCH = 512;
  private static final Duration GATHER = Duration.ofMillis(25);
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final String SELECT =
      """
      SELECT m.seq, m.photo_id, m.source, m.path, m.displaced, p.sha256, p.size
      FROM placements m JOIN photos p ON p.id = m.photo_id
      """;

  private final Database database;
  private final PhotoBook photos;
  private final UploadFiles files;
  private final Shelf shelf;
  private final PathLocks locks;
  private final Clock clock;
  private final Signal work;
  private final BlockingQueue<Placement> moved = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closing;

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
    this.thread = Thread.ofPlatform().name("photo-placement").unstarted(this::run);
  }

  /// Finishes what a stop interrupted, before anything new arrives.
  void start() {
    redo();
    thread.start();
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
    List<Placement> page;
    long after = 0;
    do {
      long from = after;
      page =
          database.read(session ->
              session.list(
                  SELECT + "WHERE m.seq > ? ORDER BY m.seq LIMIT ?",
                  Placements::placement,
                  from,
                  BATCH));
      settle(page.stream().map(this::withPlace).toList());
      after = page.isEmpty() ? after : page.getLast().seq();
    } while (page.size() == BATCH);
  }

  /// Where something came in the way since its place was chosen, another is chosen and written down
  /// before the move.
  private Placement withPlace(Placement placement) {
    try {
      if (Files.notExists(files.file(placement.source()))) {
        return placement;
      }
      String path = shelf.resolve(placement.path());
      if (path.equals(placement.path())) {
        return placement;
      }
      String displaced = shelf.versionOf(path, clock.instant(), photos::hasPath);
      database.write(session -> redirect(session, placement, path, displaced));
      return new Placement(
          placement.seq(),
          placement.photoId(),
          placement.source(),
          path,
          displaced,
          placement.hash(),
          placement.size());
    } catch (IOException | PhotoPath.UnsafePath e) {
      log.warn("No place for {} yet: {}", placement.path(), e.getMessage());
      return placement;
    }
  }

  private static int redirect(Session session, Placement placement, String path, String displaced)
      throws SQLException {
    String photo = placement.photoId();
    Acceptance.displace(session, path, displaced, photo);
    session.update("UPDATE photos SET path = ? WHERE id = ?", path, photo);
    return session.update(
        "UPDATE placements SET path = ?, displaced = ? WHERE photo_id = ?", path, displaced, photo);
  }

  private void run() {
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
      } catch (InterruptedException e) {
        return;
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
      try (var _ = locks.lock(placement.path())) {
        folders.addAll(shelf.put(placement, files.file(placement.source()), clock.instant()));
        settled.add(placement);
      } catch (IOException e) {
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
      return settled.size();
    });
    settled.forEach(placement -> work.raise());
  }

  private static Placement placement(ResultSet row) throws SQLException {
    return new Placement(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        new ContentHash(row.getString(6)),
        row.getLong(7));
  }

  /// Settles what was moved, bounded in time; the rest is settled at the next start.
  @Override
  public void close() {
    closing = true;
    try {
      if (thread.isAlive() && !thread.join(LINGER)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
