package org.shuttersend.after;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.catalog.Moves.Unmoved;
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

  /// Somebody takes each name we find free, or seems to.
  private static final int TURNS_IN_VAIN = 3;

  private final HotFolder folder;
  private final AfterUpload after;
  private final Moves moves;
  private final Folders folders;
  private final Groups groups;
  private final Goal goal;
  private final Carrier carrier;
  private final Retries retries;
  private final Consumer<MovedPhoto> told;

  private final Map<Trouble.Kind, Trouble> found = new LinkedHashMap<>();
  private boolean wasThere;
  private boolean unclear = true;
  private int turnsInVain;
  private volatile boolean blocked;
  private volatile Troubles troubles = Troubles.NONE;

  FolderMoves(
      HotFolder folder,
      AfterUpload after,
      Moves moves,
      Folders folders,
      Disk disk,
      Goal goal,
      Retries retries,
      Consumer<MovedPhoto> told) {
    this.folder = folder;
    this.after = after;
    this.moves = moves;
    this.folders = folders;
    this.goal = goal;
    this.groups = new Groups(folder, folders, disk);
    this.carrier = new Carrier(folders, disk, goal);
    this.retries = retries;
    this.told = told;
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
    boolean waits = after.action() != Action.KEEP && (moves.isWanted(folder) && !blocked);
    boolean retried =
        moves.isIntended(folder)
            || (after.action() != Action.KEEP && (blocked || moves.isLater(folder)));
    return !waits && (!retried || retries.areAllSoonTried());
  }

  /// The work broke off anywhere: what was being moved has to be looked for.
  void startOver() {
    unclear = true;
    turnsInVain = 0;
  }

  /// Whether time alone has brought something to do.
  boolean isDue(long now) {
    return folders.isThere(folder) != wasThere || retries.isDue(now);
  }

  /// @param now steady nanoseconds
  /// @return whether there is more to do at once
  boolean turn(long now) {
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
    move(wanted, now);
    return !blocked;
  }

  private void begin() {
    if (wasThere) {
      retries.begin();
    } else {
      retries.reset();
    }
    wasThere = true;
    unclear = true;
    blocked = false;
    found.clear();
    moves.retry(folder);
  }

  private void rest(long now) {
    turnsInVain = 0;
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
        settle(intent, carrier.find(intent), done, now);
      }
      finish(done, now);
      last = page.getLast().photo().id();
      page = moves.intended(folder, last, PHOTOS);
    }
  }

  private void move(List<String> stems, long now) {
    Map<String, List<Movable>> known = moves.groups(folder, stems);
    Map<String, List<FileRef>> lying = groups.lying(new HashSet<>(stems));
    var planned = new ArrayList<List<Intent>>();
    for (String stem : stems) {
      List<Movable> photo = known.getOrDefault(stem, List.of());
      Groups.Decision decision =
          lying.containsKey(stem)
              ? groups.decide(photo, lying.getOrDefault(stem, List.of()))
              : new Groups.Decision.Later();
      switch (decision) {
        case Groups.Decision.Move(List<Movable> files) -> {
          try {
            planned.add(goal.plan(files));
          } catch (IOException e) {
            unplanned(Causes.stays(e, ref(files.getFirst())), files, now);
          } catch (Stays e) {
            unplanned(e, files, now);
          }
        }
        case Groups.Decision.Rest _ -> moves.rest(photo);
        case Groups.Decision.Later _ -> {
          moves.later(safe(photo));
          moves.rest(unsafe(photo));
        }
        case Groups.Decision.Leave _ -> {
          moves.leave(safe(photo));
          moves.rest(unsafe(photo));
        }
      }
      if (blocked) {
        break;
      }
    }
    carry(moves.intend(planned), now);
  }

  private static List<Movable> safe(List<Movable> photo) {
    return photo.stream().filter(Movable::isSafe).toList();
  }

  private static List<Movable> unsafe(List<Movable> photo) {
    return photo.stream().filter(file -> !file.isSafe()).toList();
  }

  private void carry(List<List<Intent>> planned, long now) {
    var done = new ArrayList<Intent>();
    for (List<Intent> photo : planned) {
      for (Intent intent : photo) {
        try {
          if (blocked) {
            moves.unmoved(intent, Unmoved.AGAIN);
          } else {
            settle(intent, carrier.carry(intent), done, now);
          }
        } catch (Stays e) {
          moves.unmoved(intent, e.isForAll() ? Unmoved.AGAIN : Unmoved.LATER);
          stays(e, now);
        }
      }
    }
    turnsInVain = done.isEmpty() ? turnsInVain + 1 : 0;
    finish(done, now);
  }

  /// @param done takes what was moved
  private void settle(Intent intent, Carrier.Outcome outcome, List<Intent> done, long now) {
    switch (outcome) {
      case Carrier.Outcome.Moved _ -> done.add(intent);
      case Carrier.Outcome.MovedAs(var stamp) -> moves.moved(intent, stamp);
      case Carrier.Outcome.Again _ ->
          moves.unmoved(intent, turnsInVain < TURNS_IN_VAIN ? Unmoved.AGAIN : Unmoved.LATER);
      case Carrier.Outcome.Doubt _ -> moves.unmoved(intent, Unmoved.LATER);
      case Carrier.Outcome.Changed _ -> moves.unmoved(intent, Unmoved.REST);
      case Carrier.Outcome.Gone _ -> moves.unmoved(intent, Unmoved.LEAVE);
      case Carrier.Outcome.Unclear _ -> retries.need(now);
    }
  }

  /// The disk has it before the catalog says so.
  private void finish(List<Intent> done, long now) {
    if (done.isEmpty()) {
      return;
    }
    try {
      carrier.sync(done);
    } catch (IOException e) {
      log.warn("What was moved in {} is looked for again: {}", folder.root(), e.getMessage());
      retries.need(now);
      return;
    }
    moves.moved(done);
    for (Intent intent : done) {
      FileRef file = ref(intent);
      told.accept(
          new MovedPhoto(
              new FileRef(folder, file.path(), intent.target()),
              after.action(),
              after.action() == Action.MOVE ? after.folder() : ""));
    }
  }

  private void unplanned(Stays why, List<Movable> photo, long now) {
    if (!why.isForAll()) {
      moves.later(photo);
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
