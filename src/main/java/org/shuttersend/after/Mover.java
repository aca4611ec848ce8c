package org.shuttersend.after;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Troubles;
import org.shuttersend.settle.Look;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that moves photos once they are safe on the server. There is none where nothing is to
/// be moved.
public final class Mover implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Mover.class);

  /// Photos that come to their end one by one are moved together.
  private static final Duration NAP = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Catalog catalog;
  private final List<FolderMoves> each;
  private final LongSupplier nanos;
  private final CountDownLatch end = new CountDownLatch(1);
  private final KeptThread thread =
      KeptThread.helpful(Thread.ofPlatform().daemon().name("mover"), this::run);
  private volatile boolean closing;
  private volatile boolean started;

  /// A hot folder, and what becomes of its photos.
  public record Charge(HotFolder folder, AfterUpload after) {}

  Mover(Catalog catalog, List<FolderMoves> each, LongSupplier nanos) {
    this.catalog = catalog;
    this.each = List.copyOf(each);
    this.nanos = nanos;
  }

  /// @param told hears of each file that was moved, on the moving thread
  /// @param nanos the steady clock
  public static Mover of(
      List<Charge> charges,
      Catalog catalog,
      Folders folders,
      Server server,
      Look look,
      Clock clock,
      LongSupplier nanos,
      Consumer<MovedPhoto> told) {
    var disk = new RealDisk(look);
    var home = Trash.Home.ofThisUser();
    return new Mover(
        catalog,
        charges.stream()
            .filter(charge -> isAnythingToDo(charge, catalog))
            .map(charge ->
                new FolderMoves(
                    charge.folder(),
                    charge.after(),
                    server,
                    catalog.moves(),
                    catalog.strays(),
                    catalog.movedFiles(),
                    catalog.unheld(),
                    folders,
                    disk,
                    goal(charge, folders, catalog.movedFiles(), disk, home, clock),
                    new Retries(Retries.SOON),
                    told))
            .toList(),
        nanos);
  }

  /// What was being moved when the program ended is to be found, whatever is chosen now.
  private static boolean isAnythingToDo(Charge charge, Catalog catalog) {
    return charge.after().action() != Action.KEEP || catalog.moves().isIntended(charge.folder());
  }

  private static Goal goal(
      Charge charge,
      Folders folders,
      MovedFiles moved,
      Disk disk,
      Optional<Trash.Home> home,
      Clock clock) {
    var trash = new Trash(home, disk, clock);
    var sent = new SentFolder(charge.folder(), charge.after().folder(), folders, moved, disk);
    return switch (charge.after().action()) {
      case MOVE -> new EitherGoal(sent, sent, trash);
      case KEEP, TRASH -> new EitherGoal(trash, sent, trash);
    };
  }

  public void start() {
    if (!each.isEmpty()) {
      started = true;
      thread.start();
    }
  }

  /// Whether all that can be moved now was moved. Any thread.
  public boolean isThrough() {
    return !started
        || thread.breakdown().isPresent()
        || each.stream().allMatch(FolderMoves::isThrough);
  }

  /// Why photos of a folder stay where they are, if so. Any thread.
  public Troubles troubles(HotFolder folder) {
    return each.stream()
        .filter(moves -> moves.folder().id() == folder.id())
        .map(FolderMoves::troubles)
        .findFirst()
        .orElse(Troubles.NONE);
  }

  private void run() throws InterruptedException {
    each.forEach(FolderMoves::startOver);
    long seen = -1;
    while (!closing) {
      try {
        long now = nanos.getAsLong();
        long revision = catalog.lists().revision();
        boolean due = each.stream().anyMatch(moves -> moves.isDue(now));
        boolean more = false;
        if (revision != seen || due) {
          for (FolderMoves moves : each) {
            more |= moves.turn(now);
          }
          seen = revision;
        }
        if (!more) {
          rest(NAP);
        }
      } catch (DatabaseException e) {
        if (closing) {
          return;
        }
        log.warn("Sent photos stay for a moment: {}", e.getMessage());
        each.forEach(FolderMoves::startOver);
        seen = -1;
        rest(AFTER_FAILURE);
      }
    }
  }

  private void rest(Duration time) throws InterruptedException {
    boolean _ = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends after the photos in hand; what is half done is found by the next start.
  @Override
  public void close() {
    closing = true;
    thread.letEnd();
    end.countDown();
    if (started && !thread.join(GOODBYE)) {
      thread.stop();
    }
  }
}
