package org.shuttersend.after;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Movable;
import org.shuttersend.model.ContentHash;

/// What the server confirmed may be long ago: it is asked whether it still has each photo before
/// that is moved. What it has no more stays, and is not sent again: somebody may have taken it away
/// there on purpose, and would get it again and again.
final class Holdings {
  private final Server server;

  Holdings(Server server) {
    this.server = server;
  }

  /// Which of the contents of these photos the server has; empty where it cannot be asked.
  Optional<Set<ContentHash>> of(String receiver, Collection<List<Movable>> photos) {
    List<ContentHash> contents =
        photos.stream()
            .flatMap(List::stream)
            .flatMap(file -> file.hash().stream())
            .distinct()
            .toList();
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
}
