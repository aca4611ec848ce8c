package org.shuttersend.after;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Troubles;
import org.shuttersend.settle.Look;

/// Moves photos once they are safe on the server, each hot folder's on a thread of its own. There
/// is none where nothing is to be moved.
public final class Mover implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final List<Lane> lanes;
  private final LongSupplier nanos;
  private volatile boolean started;

  /// A hot folder, and what becomes of its photos.
  public record Charge(HotFolder folder, AfterUpload after) {}

  Mover(List<Lane> lanes, LongSupplier nanos) {
    this.lanes = List.copyOf(lanes);
    this.nanos = nanos;
  }

  /// @param told hears of each file that was moved, on the thread that moved it
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
                    folders,
                    disk,
                    goal(charge, folders, catalog.movedFiles(), disk, home, clock),
                    new Retries(Retries.SOON),
                    new Pulse(nanos),
                    told))
            .map(moves -> new Lane(moves, catalog.lists()::revision, nanos))
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
    started = true;
    lanes.forEach(Lane::start);
  }

  /// Whether all that can be moved now was moved. Any thread.
  public boolean isThrough() {
    return !started || lanes.stream().allMatch(Lane::isThrough);
  }

  /// Why photos of a folder stay where they are, if so. Any thread.
  public Troubles troubles(HotFolder folder) {
    return lanes.stream()
        .filter(lane -> lane.folder().id() == folder.id())
        .map(Lane::troubles)
        .findFirst()
        .orElse(Troubles.NONE);
  }

  /// Bounded in time, however many hang.
  @Override
  public void close() {
    lanes.forEach(Lane::letEnd);
    long begun = nanos.getAsLong();
    for (Lane lane : lanes) {
      lane.end(GOODBYE.minusNanos(nanos.getAsLong() - begun));
    }
  }
}
