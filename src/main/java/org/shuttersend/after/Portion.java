package org.shuttersend.after;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.catalog.Moves.Unmoved;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
import org.shuttersend.model.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few photos of a hot folder on their way: which of them may be moved, whether the server still
/// has them, where to; then they are. Owned by the moving thread, but for whether all stay.
final class Portion {
  private static final Logger log = LoggerFactory.getLogger(Portion.class);

  private final HotFolder folder;
  private final Server server;
  private final Moves moves;
  private final Groups groups;
  private final Holdings holdings;
  private final Goal goal;
  private final Carrier carrier;
  private final MoveBook book;
  private final Retries retries;
  private final Pulse pulse;
  private volatile boolean blocked;

  Portion(
      HotFolder folder,
      Server server,
      Moves moves,
      Groups groups,
      Holdings holdings,
      Goal goal,
      Carrier carrier,
      MoveBook book,
      Retries retries,
      Pulse pulse) {
    this.folder = folder;
    this.server = server;
    this.moves = moves;
    this.groups = groups;
    this.holdings = holdings;
    this.goal = goal;
    this.carrier = carrier;
    this.book = book;
    this.retries = retries;
    this.pulse = pulse;
  }

  /// Whether there is a reason for which all photos of the folder stay. Any thread.
  boolean isBlocked() {
    return blocked;
  }

  /// The reason may be no more.
  void unblock() {
    blocked = false;
  }

  /// @return whether the server could be asked
  boolean move(List<String> stems, String receiver, long now) {
    Map<String, List<Movable>> known = moves.groups(folder, stems);
    Map<String, Groups.Lying> lying = groups.lying(known);
    var movable = new LinkedHashMap<String, List<Movable>>();
    for (String stem : stems) {
      pulse.beat();
      List<Movable> photo = known.getOrDefault(stem, List.of());
      try {
        List<Movable> files =
            decide(stem, photo, lying.getOrDefault(stem, Groups.Lying.NOTHING), now);
        if (!files.isEmpty()) {
          movable.put(stem, files);
        }
      } catch (Stays e) {
        unplanned(e, stem, photo, now);
      }
    }
    Optional<Set<ContentHash>> held = holdings.of(receiver, movable.values());
    if (held.isEmpty()) {
      retries.need(Retries.ALL, Optional.empty(), now);
      return false;
    }
    movable.entrySet().removeIf(photo -> isLacking(photo, held.get(), known, now));
    carry(moves.intend(plan(movable, known, now), receiver), receiver, now);
    return true;
  }

  private boolean isLacking(
      Map.Entry<String, List<Movable>> photo,
      Set<ContentHash> held,
      Map<String, List<Movable>> known,
      long now) {
    Optional<Movable> lacking =
        photo.getValue().stream()
            .filter(file -> file.hash().filter(held::contains).isEmpty())
            .findFirst();
    lacking.ifPresent(file -> {
      var trouble = new Trouble(Trouble.Kind.MOVE_NOT_HELD, ref(file).path(), "");
      String stem = photo.getKey();
      unplanned(new Stays(trouble, false), stem, known.getOrDefault(stem, List.of()), now);
    });
    return lacking.isPresent();
  }

  /// @return its files if they are to be moved
  private List<Movable> decide(String stem, List<Movable> photo, Groups.Lying lying, long now)
      throws Stays {
    switch (groups.decide(photo, lying)) {
      case Groups.Decision.Move(List<Movable> files) -> {
        return files;
      }
      case Groups.Decision.Rest _ -> {
        moves.rest(photo, photo);
        retries.done(stem);
      }
      case Groups.Decision.Later _ -> {
        part(photo, moves::later);
        retries.need(stem, Optional.empty(), now);
      }
      case Groups.Decision.Leave _ -> {
        part(photo, moves::leave);
        retries.done(stem);
      }
    }
    return List.of();
  }

  /// @return where the files of each photo are to be moved, if they are
  private List<List<Intent>> plan(
      Map<String, List<Movable>> photos, Map<String, List<Movable>> known, long now) {
    var planned = new ArrayList<List<Intent>>();
    for (var photo : photos.entrySet()) {
      pulse.beat();
      try {
        planned.add(goal.plan(photo.getValue()));
      } catch (IOException e) {
        Stays why = Causes.stays(e, ref(photo.getValue().getFirst()));
        unplanned(why, photo.getKey(), known.getOrDefault(photo.getKey(), List.of()), now);
      } catch (Stays e) {
        unplanned(e, photo.getKey(), known.getOrDefault(photo.getKey(), List.of()), now);
      }
      if (blocked) {
        break;
      }
    }
    return planned;
  }

  /// @param what becomes of those that are safe; the others rest
  private void part(List<Movable> photo, BiConsumer<List<Movable>, List<Movable>> what) {
    Map<Boolean, List<Movable>> safe =
        photo.stream().collect(Collectors.partitioningBy(Movable::isSafe));
    what.accept(photo, Objects.requireNonNull(safe.get(true)));
    moves.rest(photo, Objects.requireNonNull(safe.get(false)));
  }

  /// @param receiver the server that confirmed them
  private void carry(List<List<Intent>> planned, String receiver, long now) {
    var done = new ArrayList<Intent>();
    for (List<Intent> photo : planned) {
      boolean whole = true;
      for (Intent intent : photo) {
        pulse.beat();
        if (whole) {
          whole = carry(intent, receiver, done, now);
        } else {
          moves.unmoved(intent, Unmoved.LATER); // files of one photo are not parted
        }
      }
      if (whole) {
        retries.done(stem(photo.getFirst()));
      }
    }
    lookAgainUnless(book.finish(done), now);
  }

  /// @return whether it waits for nothing more
  private boolean carry(Intent intent, String receiver, List<Intent> done, long now) {
    try {
      if (blocked || !server.connected().equals(Optional.of(receiver))) {
        moves.unmoved(intent, Unmoved.AGAIN);
        return false;
      }
      Carrier.Outcome outcome = carrier.carry(intent);
      lookAgainUnless(book.settle(intent, outcome, done), now);
      if (outcome instanceof Carrier.Outcome.Doubt) {
        retries.need(stem(intent), Optional.empty(), now);
      }
      return outcome instanceof Carrier.Outcome.Moved || outcome instanceof Carrier.Outcome.MovedAs;
    } catch (Stays e) {
      moves.unmoved(intent, e.isForAll() ? Unmoved.AGAIN : Unmoved.LATER);
      stays(e, stem(intent), now);
      return false;
    }
  }

  private void lookAgainUnless(boolean clear, long now) {
    if (!clear) {
      retries.need(Retries.ALL, Optional.empty(), now);
    }
  }

  private void unplanned(Stays why, String stem, List<Movable> photo, long now) {
    if (!why.isForAll()) {
      part(photo, moves::later);
    }
    stays(why, stem, now);
  }

  private void stays(Stays why, String stem, long now) {
    retries.need(why.isForAll() ? Retries.ALL : stem, Optional.of(why.trouble()), now);
    if (!why.isForAll()) {
      return;
    }
    blocked = true;
    log.info("Sent photos stay in {}: {}", folder.root(), why.getMessage());
  }

  private static String stem(Intent intent) {
    return Grouping.key(ref(intent).path());
  }

  private static FileRef ref(Intent intent) {
    return ref(intent.photo());
  }

  private static FileRef ref(Movable photo) {
    return photo.file().ref();
  }
}
