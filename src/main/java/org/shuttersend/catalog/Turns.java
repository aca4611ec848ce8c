package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Due.Waiter;
import org.shuttersend.database.Session;

/// Whose turn it is. What the user asked for goes first. Then each hot folder has its turn, with
/// the first of its own line: ten thousand photos of one do not keep another's only one waiting.
/// What was tried before goes after all that was not.
///
/// So that nothing waits for ever while new photos keep coming: of every nine bytes that are
/// claimed, one is for what has waited longer than two hours, a large video as well as a photo that
/// failed before. One of B bytes goes once 8 B bytes of others went, and not before those that have
/// waited longer.
///
/// Owned by the writer's thread.
final class Turns {
  /// One claim ends with the photo that makes it so large, so that what comes next need not wait
  /// for sixty videos.
  private static final long MOST_BYTES = 256L << 20;

  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final int SHARE = 8;

  /// What those that have waited for long may have, in bytes.
  private long saved;

  private record Turn(int band, int number, Waiter photo) {}

  /// Ids of those to be claimed now, in the order they are to go.
  ///
  /// @param now milliseconds
  List<Long> next(Session session, long now, Set<Integer> connected, int limit)
      throws SQLException {
    Due.join(session, now, connected);
    List<Waiter> first = Due.first(session, connected, limit);
    List<Waiter> chosen = fill(inTurn(first), limit);
    if (chosen.size() == first.size() && chosen.size() < limit) {
      saved = 0; // nobody waits
    } else if (limit > 0) {
      addOverdue(chosen, Due.overdue(session, connected, now - PATIENCE.toMillis()), limit);
    }
    return chosen.stream().map(Waiter::id).toList();
  }

  /// Ids of small ones to be claimed now, past large ones, in the order they are to go.
  ///
  /// @param now milliseconds
  /// @param most bytes of a small one
  List<Long> small(Session session, long now, Set<Integer> connected, int limit, long most)
      throws SQLException {
    Due.join(session, now, connected);
    List<Waiter> chosen = inTurn(Due.small(session, connected, most, limit));
    chosen = chosen.subList(0, Math.min(limit, chosen.size()));
    saved += chosen.stream().mapToLong(Waiter::bytes).sum() / SHARE;
    return chosen.stream().map(Waiter::id).toList();
  }

  private static List<Waiter> inTurn(List<Waiter> all) {
    var numbers = new HashMap<Map.Entry<Integer, Integer>, Integer>();
    return all.stream()
        .sorted(Waiter.BY_RANK)
        .map(photo -> {
          int band = Rank.band(photo.rank());
          int number =
              band == Rank.ASKED_BAND
                  ? 0
                  : numbers.merge(Map.entry(band, photo.folder()), 1, Integer::sum);
          return new Turn(band, number, photo);
        })
        .sorted(
            Comparator.comparingInt(Turn::band)
                .thenComparingInt(Turn::number)
                .thenComparing(Turn::photo, Waiter.BY_RANK))
        .map(Turn::photo)
        .toList();
  }

  private static List<Waiter> fill(List<Waiter> inTurn, int limit) {
    var chosen = new ArrayList<Waiter>();
    long bytes = 0;
    for (Waiter photo : inTurn) {
      if (chosen.size() == limit || bytes >= MOST_BYTES) {
        break;
      }
      chosen.add(photo);
      bytes += photo.bytes();
    }
    return chosen;
  }

  /// It is the last of its claim: what is new in it goes first all the same.
  private void addOverdue(List<Waiter> chosen, Optional<Waiter> overdue, int limit) {
    if (overdue.isEmpty() || chosen.contains(overdue.get())) {
      saved = 0;
      return;
    }
    saved += chosen.stream().mapToLong(Waiter::bytes).sum() / SHARE;
    if (overdue.get().bytes() <= saved) {
      saved -= overdue.get().bytes();
      if (chosen.size() == limit) {
        chosen.removeLast();
      }
      chosen.add(overdue.get());
    }
  }
}
