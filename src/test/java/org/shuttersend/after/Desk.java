package org.shuttersend.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.shuttersend.catalog.AfterHash;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Disk;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.JobChange;
import org.shuttersend.model.JobState;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Receipt;
import org.shuttersend.testkit.HotFolders;
import org.shuttersend.testkit.ManualClock;

/// A hot folder, its catalog, and a server that takes everything. Used by one thread.
final class Desk implements AutoCloseable {
  static final AfterUpload MOVE = new AfterUpload(Action.MOVE, "Sent");
  static final AfterUpload TRASH = new AfterUpload(Action.TRASH, "Sent");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MOST_TURNS = 60;

  final DyingDisk disk = new DyingDisk();
  final List<MovedPhoto> told = new ArrayList<>();
  final Set<String> leftOut = new HashSet<>();
  boolean there = true;
  boolean connected = true;
  private final Path temp;
  private final ManualClock clock = new ManualClock(START);
  private final AtomicInteger keys = new AtomicInteger();
  private final Watched watched = new Watched();
  final Receiver server = new Receiver();
  private Catalog catalog;
  private HotFolder folder;
  private AfterUpload after;
  private FolderMoves moves;

  /// A thread of its own may move.
  private final AtomicLong nanos = new AtomicLong();

  Desk(Path temp, AfterUpload after) throws IOException {
    this.temp = temp;
    this.after = after;
    this.catalog = opened();
    this.folder = started();
    this.moves = moves();
  }

  private Catalog opened() throws IOException {
    return Catalog.open(temp.resolve("data"), clock, () -> "key-" + keys.incrementAndGet());
  }

  private HotFolder started() throws IOException {
    Path root = Files.createDirectories(temp.resolve("Exports"));
    HotFolder active = catalog.activate(List.of(root)).getFirst();
    catalog.folderBook().connected(active, Map.of("", Disk.UNKNOWN));
    catalog.asides().choose(active, after);
    server.id.ifPresent(id -> catalog.target("http://one", Optional.of(id)));
    return active;
  }

  private FolderMoves moves() {
    var trash = new Trash(Optional.of(new Trash.Home(temp.resolve("home"), "1000")), disk, clock);
    var sent = new SentFolder(folder, after.folder(), watched, catalog.movedFiles(), disk);
    return new FolderMoves(
        folder,
        after,
        server,
        catalog.moves(),
        catalog.strays(),
        catalog.movedFiles(),
        watched,
        disk,
        new EitherGoal(after.action() == Action.MOVE ? sent : trash, sent, trash),
        new Retries(Retries.SOON),
        new Pulse(nanos::get),
        photo -> {
          told.add(photo);
          disk.step();
        });
  }

  Catalog catalog() {
    return catalog;
  }

  HotFolder folder() {
    return folder;
  }

  /// Moves as the program does.
  Lane lane() {
    return new Lane(moves, catalog.lists()::revision, nanos::get);
  }

  FolderMoves mover() {
    return moves;
  }

  Path trash() {
    return temp.resolve("home/Trash");
  }

  /// The program ends, and starts anew.
  void restart(AfterUpload chosen) throws IOException {
    catalog.close();
    disk.dieAt(0);
    after = chosen;
    catalog = opened();
    folder = started();
    moves = moves();
  }

  ObservedFile write(String path, String content) {
    ObservedFile file = HotFolders.write(folder, path, content);
    catalog.intake().settled(List.of(file));
    return file;
  }

  /// All that waits is sent.
  void send() {
    for (Claim claim : catalog.outbox().claim(50, Set.of(folder.id()))) {
      var hash = HotFolders.hash(claim.file().ref().file());
      AfterHash answer =
          catalog.outbox().hashed(List.of(new Outbox.Hashed(claim, hash)), true).getFirst();
      if (answer instanceof AfterHash.Ready(Claim ready)) {
        String job = "job-" + ready.id() + "-" + ready.version();
        assertThat(catalog.outbox().accepted(ready, new Receipt(ready.hash(), Optional.of(job))))
            .isTrue();
        catalog.jobs().changed(List.of(new JobChange(job, JobState.DONE, 1, Optional.empty())));
      }
    }
  }

  ObservedFile deliver(String path, String content) {
    ObservedFile file = write(path, content);
    send();
    return file;
  }

  /// Until there is nothing to do.
  void move() {
    int turns = 0;
    while (moves.turn(nanos.get()) && turns < MOST_TURNS) {
      turns++;
    }
    assertThat(turns).isLessThan(MOST_TURNS);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// Everything in the hot folder and in the trash, with its content.
  Map<String, String> files() {
    var files = new TreeMap<String, String>();
    for (Path root : List.of(folder.root(), temp.resolve("home"))) {
      if (Files.exists(root)) {
        try (Stream<Path> all = Files.walk(root)) {
          for (Path file :
              all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
            files.put(
                temp.relativize(file).toString().replace("Exports/", ""), Files.readString(file));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  @Override
  public void close() {
    catalog.close();
  }

  /// The server, as the uploader knows it.
  static final class Receiver implements Server {
    Optional<String> id = Optional.of("a");
    boolean answers = true;
    boolean tellsWhatItHas = true;
    final Set<ContentHash> lost = new HashSet<>();
    int mostAsked;
    private Runnable whenAsked = () -> {};

    /// Happens once, right after the server said who it is.
    void whenAsked(Runnable once) {
      whenAsked = once;
    }

    @Override
    public Optional<String> connected() {
      return id;
    }

    @Override
    public Optional<Set<ContentHash>> holds(String asked, Set<ContentHash> contents) {
      mostAsked = Math.max(mostAsked, contents.size());
      var held = new HashSet<>(contents);
      held.removeAll(lost);
      return tellsWhatItHas && id.equals(Optional.of(asked)) ? Optional.of(held) : Optional.empty();
    }

    @Override
    public boolean isStill(String asked) {
      boolean still = answers && id.equals(Optional.of(asked));
      Runnable then = whenAsked;
      whenAsked = () -> {};
      then.run();
      return still;
    }
  }

  private final class Watched implements Folders {
    @Override
    public boolean isThere(HotFolder hot) {
      return there;
    }

    @Override
    public boolean isConnected(ObservedFile file) {
      return connected;
    }

    @Override
    public boolean isCertainlyGone(ObservedFile file) {
      return connected && Files.notExists(file.ref().file(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<ObservedFile> wanted(List<ObservedFile> files) {
      return files.stream()
          .filter(file -> !file.ref().path().endsWith(".txt"))
          .filter(file -> !leftOut.contains(file.ref().path()))
          .toList();
    }

    @Override
    public Set<String> asides(HotFolder hot) {
      return catalog.asides().of(hot, Disk.UNKNOWN);
    }

    @Override
    public void addAside(HotFolder hot, String name) {
      catalog.asides().add(hot, name, Disk.UNKNOWN);
    }
  }
}
