package org.shuttersend.after;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Movable;
import org.shuttersend.catalog.Moves;
import org.shuttersend.catalog.Unheld;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the server confirmed may be long ago: it is asked whether it still has each photo before
/// that is moved. What it has no more stays, and is sent again. Owned by the moving thread.
final class Holdings {
  private static final Logger log = LoggerFactory.getLogger(Holdings.class);
  private static final int TOLD = 100;

  private final Server server;
  private final Moves moves;
  private final Unheld unheld;
  private final Map<String, Trouble> sentAgain = new LinkedHashMap<>();

  Holdings(Server server, Moves moves, Unheld unheld) {
    this.server = server;
    this.moves = moves;
    this.unheld = unheld;
  }

  /// @param photos the files of each photo that may be moved, by stem
  /// @return those of which the server has all files; empty where it cannot be asked
  Optional<Map<String, List<Movable>>> held(String receiver, Map<String, List<Movable>> photos) {
    Optional<Set<ContentHash>> held = ask(receiver, contents(photos));
    if (held.isEmpty()) {
      return Optional.empty();
    }
    var all = new LinkedHashMap<String, List<Movable>>();
    photos.forEach((stem, files) -> {
      List<Movable> lacking = files.stream().filter(file -> !isHeld(file, held.get())).toList();
      if (lacking.isEmpty()) {
        all.put(stem, files);
      } else {
        sendAgain(stem, files, lacking);
      }
    });
    return Optional.of(all);
  }

  private static List<ContentHash> contents(Map<String, List<Movable>> photos) {
    return photos.values().stream()
        .flatMap(List::stream)
        .flatMap(file -> file.hash().stream())
        .distinct()
        .toList();
  }

  private Optional<Set<ContentHash>> ask(String receiver, List<ContentHash> contents) {
    var held = new HashSet<ContentHash>();
    for (int from = 0; from < contents.size(); from += Server.ASKED) {
      List<ContentHash> some =
          contents.subList(from, Math.min(from + Server.ASKED, contents.size()));
      Optional<Set<ContentHash>> answer = server.holds(receiver, Set.copyOf(some));
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      held.addAll(answer.get());
    }
    return Optional.of(held);
  }

  private static boolean isHeld(Movable file, Set<ContentHash> held) {
    return file.hash().filter(held::contains).isPresent();
  }

  /// The others of its photo come up again once it was sent.
  private void sendAgain(String stem, List<Movable> files, List<Movable> lacking) {
    String path = lacking.getFirst().file().ref().path();
    log.warn("The server does not have {} any more: it stays, and is sent again", path);
    if (sentAgain.size() < TOLD) {
      sentAgain.put(stem, new Trouble(Trouble.Kind.MOVE_NOT_HELD, path, ""));
    }
    var others = new ArrayList<>(files);
    others.removeAll(lacking);
    moves.rest(others);
    unheld.add(lacking);
  }

  /// The photo was moved.
  void moved(String stem) {
    sentAgain.remove(stem);
  }

  List<Trouble> troubles() {
    return List.copyOf(sentAgain.values());
  }
}
