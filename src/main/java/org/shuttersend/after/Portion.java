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
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Moves.Intent;
import org.shuttersend.catalog.Moves.Unmoved;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.HotFolder;
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
    Optional<Map<String, List<Movable>>> held = holdings.held(receiver, movable);
    if (held.isEmpty()) {
      retries.need(Retries.ALL, Optional.empty(), now);
      return false;
    }
    carry(moves.intend(plan(held.get(), known, now), receiver), receiver, now);
    return true;
  }

  /// @return its files if they are to be moved
  private List<Movable> decide(String stem, List<Movable> photo, Groups.Lying lying, long now)
      throws Stays {
    switch (groups.decide(photo, lying)) {
      case Groups.Decision.Move(List<Movable> files) -> {
        return files;
      }
      case Groups.Decision.Rest _ -> {
        moves.rest(photo);
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
        pulse.beat();
        try {
          if (blocked || !server.connected().equals(Optional.of(receiver))) {
            moves.unmoved(intent, Unmoved.AGAIN);
          } else {
            note(intent, carrier.carry(intent), done, now);
          }
        } catch (Stays e) {
          moves.unmoved(intent, e.isForAll() ? Unmoved.AGAIN : Unmoved.LATER);
          stays(e, stem(intent), now);
        }
      }
    }
    lookAgainUnless(book.finish(done), now);
  }

  private void note(Intent intent, Carrier.Outcome outcome, List<Intent> done, long now) {
    lookAgainUnless(book.settle(intent, outcome, done), now);
    switch (outcome) {
      case Carrier.Outcome.Doubt _ -> retries.need(stem(intent), Optional.empty(), now);
      case Carrier.Outcome.Moved _, Carrier.Outcome.MovedAs _ -> {
        retries.done(stem(intent));
        holdings.moved(stem(intent));
      }
      case Carrier.Outcome.Again _,
          Carrier.Outcome.Changed _,
          Carrier.Outcome.Astray _,
          Carrier.Outcome.Gone _,
          Carrier.Outcome.Unclear _ -> {}
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
