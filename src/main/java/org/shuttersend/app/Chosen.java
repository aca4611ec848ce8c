package org.shuttersend.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Choosing;
import org.shuttersend.model.ChosenFolder;
import org.shuttersend.model.Disk;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.watch.Arrival;
import org.shuttersend.watch.Selection;
import org.shuttersend.watch.Verdict;

/// What of the hot folders is wanted, beyond the names a watcher passes over by itself: the one
/// place for what a scan finds and for what settles after an event, so that both ways agree. A
/// file's size is what it has once it has settled; that it was there before is remembered. Any
/// thread.
final class Chosen {
  /// File systems of cards keep times to two seconds.
  private static final Duration PRECISION = Duration.ofSeconds(2);

  /// A share's times are its server's, whose clock may be behind, or set to another time zone. What
  /// came there less than a day before is sent as well: rather a photo too many than one too few.
  private static final Duration CLOCKS_APART = Duration.ofDays(1);

  private static final Rooted NOWHERE = new Rooted(Disk.UNKNOWN, Set.of());

  private final Catalog catalog;
  private final Predicate<Path> onNetwork;
  private final Map<Integer, Selection> selections = new ConcurrentHashMap<>();
  private final Map<Integer, Rooted> roots = new ConcurrentHashMap<>();

  /// Numbers of the folders of which only what is new is sent.
  private final Set<Integer> onlyNew = ConcurrentHashMap.newKeySet();

  /// The disk a hot folder is on, and the folders in it that sent photos are moved into.
  private record Rooted(Disk disk, Set<String> asides) {}

  /// @param onNetwork whether a directory lies on another computer's disk
  Chosen(Catalog catalog, Predicate<Path> onNetwork) {
    this.catalog = catalog;
    this.onNetwork = onNetwork;
  }

  /// Before the folder is watched.
  void add(HotFolder folder, ChosenFolder wanted) {
    Choosing choosing = wanted.choosing();
    selections.put(folder.id(), new Selection(choosing, () -> asides(folder)));
    catalog.asides().choose(folder, wanted.after());
    if (choosing.onlyNew()) {
      onlyNew.add(folder.id());
    }
    catalog.baseline().choose(folder, choosing.onlyNew());
  }

  /// The folder is on this disk now.
  void connected(HotFolder folder, Disk disk) {
    roots.compute(folder.id(), (_, _) -> rooted(folder, disk));
  }

  /// Read while nobody else notes one: what was added is never forgotten again.
  private Rooted rooted(HotFolder folder, Disk disk) {
    return new Rooted(disk, catalog.asides().of(folder, disk));
  }

  /// The folders below this one that sent photos are moved into.
  Set<String> asides(HotFolder folder) {
    return rooted(folder).asides;
  }

  /// From now on nothing in this folder is sent.
  void addAside(HotFolder folder, String name) {
    catalog.asides().add(folder, name, rooted(folder).disk);
    roots.compute(folder.id(), (_, now) -> rooted(folder, now == null ? Disk.UNKNOWN : now.disk));
  }

  private Rooted rooted(HotFolder folder) {
    return roots.getOrDefault(folder.id(), NOWHERE);
  }

  Selection of(HotFolder folder) {
    Selection selection = selections.get(folder.id());
    if (selection == null) {
      throw new IllegalStateException("nothing was chosen for " + folder.name());
    }
    return selection;
  }

  /// Of a batch that a scan found, what is to be settled.
  List<ObservedFile> news(List<ObservedFile> batch) {
    List<ObservedFile> news = catalog.intake().news(unlessThereBefore(sized(batch)));
    return news.isEmpty() ? news : unlessThereNow(news);
  }

  /// Of files that have settled, what is to be sent.
  List<ObservedFile> settled(List<ObservedFile> files) {
    return unlessThereBefore(sized(files));
  }

  /// Of files that lie there, those that are to be sent as soon as they can be.
  List<ObservedFile> wanted(List<ObservedFile> files) {
    return settled(
        files.stream().filter(file -> of(file.ref().folder()).takes(file.ref().path())).toList());
  }

  /// A scan of the folder came to its end.
  void listed(HotFolder folder) {
    if (onlyNew.contains(folder.id())) {
      catalog.baseline().taken(folder);
    }
  }

  private List<ObservedFile> sized(List<ObservedFile> files) {
    return files.stream()
        .filter(file -> !of(file.ref().folder()).isAside(file.ref().path()))
        .filter(
            file -> isFitting(of(file.ref().folder()).size(file.ref().path(), file.stamp().size())))
        .toList();
  }

  /// An empty one is told as still being written.
  private static boolean isFitting(Verdict size) {
    return !(size instanceof Verdict.TooSmall) && !(size instanceof Verdict.TooLarge);
  }

  private List<ObservedFile> unlessThereBefore(List<ObservedFile> files) {
    boolean any = files.stream().anyMatch(file -> onlyNew.contains(file.ref().folder().id()));
    return any ? catalog.baseline().without(files) : files;
  }

  /// While the first scan of a folder is under way, what it finds was there before, unless the
  /// system says that it came since: a copy may be arriving at this very moment.
  private List<ObservedFile> unlessThereNow(List<ObservedFile> batch) {
    HotFolder folder = batch.getFirst().ref().folder(); // a batch of a scan is of one folder
    if (!onlyNew.contains(folder.id())) {
      return batch;
    }
    Optional<Instant> since = catalog.baseline().open(folder);
    if (since.isEmpty()) {
      return batch;
    }
    var here = new ArrayList<ObservedFile>();
    var came = new ArrayList<ObservedFile>();
    var tolerances = new HashMap<FileRef, Duration>();
    for (ObservedFile file : batch) {
      Duration tolerance = tolerances.computeIfAbsent(file.ref().parent(), this::tolerance);
      (cameSince(file, since.get().minus(tolerance)) ? came : here).add(file);
    }
    catalog.baseline().add(here);
    return came;
  }

  private Duration tolerance(FileRef directory) {
    return onNetwork.test(directory.file()) ? CLOCKS_APART : PRECISION;
  }

  private static boolean cameSince(ObservedFile file, Instant since) {
    try {
      return !Arrival.of(file.ref().file()).isBefore(since);
    } catch (IOException e) {
      return true; // settling looks at it more closely
    }
  }
}
