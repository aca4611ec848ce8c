package org.shuttersend.after;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.catalog.Moves.Unmoved;
import org.shuttersend.catalog.Strays;
import org.shuttersend.model.AfterUpload;
import org.shuttersend.model.AfterUpload.Action;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.MovedPhoto;
import org.shuttersend.model.Trouble;
import org.shuttersend.model.Troubles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the sent photos of one hot folder, a few at a time. Owned by the moving thread; others ask
/// whether it is through, and what the trouble is.
final class FolderMoves {
  private static final Logger log = LoggerFactory.getLogger(FolderMoves.class);
  private static final int PHOTOS = 64;

  /// The same photos are on the list again: somebody takes each name we find free, or seems to.
  private static final int TURNS_IN_VAIN = 3;

  private final HotFolder folder;
  private final AfterUpload after;
  private final Moves moves;
  private final Folders folders;
  private final Groups groups;
  private final Goal goal;
  private final Carrier carrier;
  private final Retries retries;
  private final MoveBook book;
  private final Server server;

  private final Map<Trouble.Kind, Trouble> found = new LinkedHashMap<>();
  private boolean wasThere;

  /// Whether the server was, and had said that it is still the one it was.
  private boolean wasConnected;

  private boolean unclear = true;
  private List<String> last = List.of();
  private int turnsInVain;
  private volatile boolean blocked;
  private volatile Troubles troubles = Troubles.NONE;

  FolderMoves(
      HotFolder folder,
      AfterUpload after,
      Server server,
      Moves moves,
      Strays strays,
      MovedFiles movedFiles,
      Folders folders,
      Disk disk,
      Goal goal,
      Retries retries,
      Consumer<MovedPhoto> told) {
    this.folder = folder;
    this.after = after;
    this.server = server;
    this.moves = moves;
    this.folders = folders;
    this.goal = goal;
    this.groups = new Groups(folders, disk, new Copies(movedFiles, folders, disk));
    this.carrier = new Carrier(folders, disk, goal);
    this.retries = retries;
    this.book = new MoveBook(after, moves, strays, carrier, told);
  }

  HotFolder folder() {
    return folder;
  }

  Troubles troubles() {
    return troubles;
  }

  /// Whether nothing is left to be done that can be done now, or soon. Any thread.
  boolean isThrough() {
    if (!folders.isThere(folder)) {
      return true;
    }
    boolean wanted = after.action() != Action.KEEP && moves.isWanted(folder);
    boolean held = blocked || server.connected().isEmpty();
    boolean waits = wanted && !held;
    boolean retried =
        moves.isIntended(folder)
            || (wanted && held)
            || (after.action() != Action.KEEP && (blocked || moves.isLater(folder)));
    return !waits && (!retried || retries.areAllSoonTried());
  }

  /// The work broke off anywhere: what was being moved has to be looked for.
  void startOver() {
    unclear = true;
    last = List.of();
  }

  /// Whether time alone has brought something to do.
  boolean isDue(long now) {
    return folders.isThere(folder) != wasThere
        || server.connected().isPresent() != wasConnected
        || retries.isDue(now);
  }

  /// @param now steady nanoseconds
  /// @return whether there is more to do at once
  boolean turn(long now) {
    wasConnected = server.connected().isPresent();
    if (!folders.isThere(folder)) {
      wasThere = false;
      return false;
    }
    if (!wasThere || retries.isDue(now)) {
      begin();
    }
    if (unclear) {
      unclear = false;
      recover(now);
    }
    if (after.action() == Action.KEEP || blocked) {
      return false;
    }
    List<String> wanted = moves.wanted(folder, PHOTOS);
    if (wanted.isEmpty()) {
      rest(now);
      return false;
    }
    Optional<String> receiver = server.connected().filter(server::isStill);
    wasConnected = receiver.isPresent();
    if (receiver.isEmpty()) {
      retries.need(now);
      return false;
    }
    turnsInVain = wanted.equals(last) ? turnsInVain + 1 : 0;
    last = wanted;
    if (turnsInVain < TURNS_IN_VAIN) {
      move(wanted, receiver.get(), now);
    } else {
      moves.putOff(folder, wanted);
    }
    return !blocked;
  }

  private void begin() {
    if (wasThere) {
      retries.begin();
    } else {
      retries.reset();
    }
    wasThere = true;
    startOver();
    blocked = false;
    found.clear();
    moves.retry(folder);
  }

  private void rest(long now) {
    last = List.of();
    troubles = new Troubles(List.copyOf(found.values()), 0);
    if (moves.isLater(folder) || moves.isIntended(folder)) {
      retries.need(now);
    } else {
      retries.reset();
    }
  }

  /// What was written down and not finished: the disk tells how far it came.
  private void recover(long now) {
    long last = 0;
    List<Intent> page = moves.intended(folder, last, PHOTOS);
    while (!page.isEmpty()) {
      var done = new ArrayList<Intent>();
      for (Intent intent : page) {
        log.info("{} was being moved when the program ended, or broke off", ref(intent).path());
        lookAgainUnless(book.settle(intent, carrier.find(intent), done), now);
      }
      lookAgainUnless(book.finish(done), now);
      last = page.getLast().photo().id();
      page = moves.intended(folder, last, PHOTOS);
    }
  }

  private void move(List<String> stems, String receiver, long now) {
    Map<String, List<Movable>> known = moves.groups(folder, stems);
    Map<String, Groups.Lying> lying = groups.lying(known);
    var planned = new ArrayList<List<Intent>>();
    for (String stem : stems) {
      List<Movable> photo = known.getOrDefault(stem, List.of());
      try {
        decide(photo, lying.getOrDefault(stem, Groups.Lying.NOTHING)).ifPresent(planned::add);
      } catch (Stays e) {
        unplanned(e, photo, now);
      }
      if (blocked) {
        break;
      }
    }
    carry(moves.intend(planned, receiver), receiver, now);
  }

  /// @return where its files are to be moved, if they are
  private Optional<List<Intent>> decide(List<Movable> photo, Groups.Lying lying) throws Stays {
    switch (groups.decide(photo, lying)) {
      case Groups.Decision.Move(List<Movable> files) -> {
        try {
          return Optional.of(goal.plan(files));
        } catch (IOException e) {
          throw Causes.stays(e, ref(files.getFirst()));
        }
      }
      case Groups.Decision.Rest _ -> moves.rest(photo);
      case Groups.Decision.Later _ -> part(photo, moves::later);
      case Groups.Decision.Leave _ -> part(photo, moves::leave);
    }
    return Optional.empty();
  }

  /// @param what becomes of those that are safe; the others rest
  private void part(List<Movable> photo, Consumer<List<Movable>> what) {
    Map<Boolean, List<Movable>> safe =
        photo.stream().collect(Collectors.partitioningBy(Movable::isSafe));
    what.accept(Objects.requireNonNull(safe.get(true)));
    moves.rest(Objects.requireNonNull(safe.get(false)));
  }

  /// @param receiver the server that confirmed them
  private void carry(List<List<Intent>> planned, String receiver, long now) {
    var done = new ArrayList<Intent>();
    for (List<Intent> photo : planned) {
      for (Intent intent : photo) {
        try {
          if (blocked || !server.connected().equals(Optional.of(receiver))) {
            moves.unmoved(intent, Unmoved.AGAIN);
          } else {
            lookAgainUnless(book.settle(intent, carrier.carry(intent), done), now);
          }
        } catch (Stays e) {
          moves.unmoved(intent, e.isForAll() ? Unmoved.AGAIN : Unmoved.LATER);
          stays(e, now);
        }
      }
    }
    lookAgainUnless(book.finish(done), now);
  }

  private void lookAgainUnless(boolean clear, long now) {
    if (!clear) {
      retries.need(now);
    }
  }

  private void unplanned(Stays why, List<Movable> photo, long now) {
    if (!why.isForAll()) {
      part(photo, moves::later);
    }
    stays(why, now);
  }

  private void stays(Stays why, long now) {
    found.putIfAbsent(why.trouble().kind(), why.trouble());
    retries.need(now);
    if (!why.isForAll()) {
      return;
    }
    blocked = true;
    troubles = new Troubles(List.copyOf(found.values()), 0);
    log.info("Sent photos stay in {}: {}", folder.root(), why.getMessage());
  }

  private static FileRef ref(Intent intent) {
    return ref(intent.photo());
  }

  private static FileRef ref(Movable photo) {
    return photo.file().ref();
  }
}
