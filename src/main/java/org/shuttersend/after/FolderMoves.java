package org.shuttersend.after;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.shuttersend.catalog.MovedFiles;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
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
  private static final Troubles SILENT =
      new Troubles(List.of(new Trouble(Trouble.Kind.MOVE_NO_ANSWER, "", "")), 0);

  /// The same photos are on the list again: somebody takes each name we find free, or seems to.
  private static final int TURNS_IN_VAIN = 3;

  private final HotFolder folder;
  private final AfterUpload after;
  private final Moves moves;
  private final Folders folders;
  private final Carrier carrier;
  private final Retries retries;
  private final Pulse pulse;
  private final MoveBook book;
  private final Server server;
  private final Holdings holdings;
  private final Portion portion;

  private boolean wasThere;

  /// Whether the server was, and had said that it is still the one it was.
  private boolean wasConnected;

  private boolean unclear = true;
  private List<String> last = List.of();
  private int turnsInVain;
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
      Pulse pulse,
      Consumer<MovedPhoto> told) {
    this.folder = folder;
    this.after = after;
    this.server = server;
    this.moves = moves;
    this.folders = folders;
    this.carrier = new Carrier(folders, disk, goal);
    this.holdings = new Holdings(server);
    this.retries = retries;
    this.pulse = pulse;
    this.book = new MoveBook(after, moves, strays, carrier, told);
    var groups = new Groups(folders, disk, new Copies(movedFiles, folders, disk));
    this.portion =
        new Portion(folder, server, moves, groups, holdings, goal, carrier, book, retries, pulse);
  }

  HotFolder folder() {
    return folder;
  }

  /// Any thread.
  Troubles troubles() {
    return pulse.isSilent() ? troubles.and(SILENT) : troubles;
  }

  /// Whether nothing is left to be done that can be done now, or soon. Any thread.
  boolean isThrough() {
    if (pulse.isSilent() || !folders.isThere(folder)) {
      return true;
    }
    boolean wanted = after.action() != Action.KEEP && moves.isWanted(folder);
    boolean held = portion.isBlocked() || server.connected().isEmpty();
    boolean waits = wanted && !held;
    boolean retried =
        moves.isIntended(folder)
            || (wanted && held)
            || (after.action() != Action.KEEP && (portion.isBlocked() || moves.isLater(folder)));
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
    pulse.beat();
    try {
      return step(now);
    } finally {
      pulse.rest();
    }
  }

  private boolean step(long now) {
    wasConnected = server.connected().isPresent();
    if (!folders.isThere(folder)) {
      wasThere = false;
      return false;
    }
    if (!wasThere) {
      retries.reset();
      wasThere = true;
      begin();
    } else if (retries.isDue(now)) {
      tryAgain(retries.begin(now));
    }
    if (unclear) {
      unclear = false;
      recover(now);
    }
    if (after.action() == Action.KEEP || portion.isBlocked()) {
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
      retries.need(Retries.ALL, Optional.empty(), now);
      return false;
    }
    turnsInVain = wanted.equals(last) ? turnsInVain + 1 : 0;
    last = wanted;
    if (turnsInVain < TURNS_IN_VAIN) {
      wasConnected = portion.move(wanted, receiver.get(), now);
      if (portion.isBlocked()) {
        tell();
      }
      return wasConnected && !portion.isBlocked();
    }
    moves.putOff(folder, wanted);
    wanted.forEach(stem -> retries.need(stem, Optional.empty(), now));
    return true;
  }

  private void begin() {
    startOver();
    portion.unblock();
    moves.retry(folder);
  }

  private void tryAgain(Set<String> due) {
    if (due.contains(Retries.ALL)) {
      begin();
    } else {
      moves.retry(folder, due);
    }
  }

  private void rest(long now) {
    last = List.of();
    retries.end();
    boolean later = moves.isLater(folder);
    if (moves.isIntended(folder) || (later && !retries.isAny())) {
      retries.need(Retries.ALL, Optional.empty(), now);
    } else if (!later) {
      retries.reset();
    }
    tell();
  }

  /// One of each kind: all have one cause as a rule.
  private void tell() {
    var kinds = new EnumMap<Trouble.Kind, Trouble>(Trouble.Kind.class);
    retries.troubles().forEach(trouble -> kinds.putIfAbsent(trouble.kind(), trouble));
    troubles = new Troubles(List.copyOf(kinds.values()), 0);
  }

  /// What was written down and not finished: the disk tells how far it came.
  private void recover(long now) {
    long last = 0;
    List<Intent> page = moves.intended(folder, last, PHOTOS);
    while (!page.isEmpty()) {
      var done = new ArrayList<Intent>();
      for (Intent intent : page) {
        pulse.beat();
        log.info("{} was being moved when the program ended, or broke off", ref(intent).path());
        lookAgainUnless(book.settle(intent, carrier.find(intent), done), now);
      }
      lookAgainUnless(book.finish(done), now);
      last = page.getLast().photo().id();
      page = moves.intended(folder, last, PHOTOS);
    }
  }

  private void lookAgainUnless(boolean clear, long now) {
    if (!clear) {
      retries.need(Retries.ALL, Optional.empty(), now);
    }
  }

  private static FileRef ref(Intent intent) {
    return intent.photo().file().ref();
  }
}
