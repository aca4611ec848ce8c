package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuttersend.database.Session;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;

/// How fast photos go, kept beside them so that another program that looks into the catalog can say
/// it. Without the hold, which has a place of its own.
final class Going {
  private static final String KEY = "going";
  private static final String BETWEEN = "\u001e";

  /// Older than that it was left by a program that was killed.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private Going() {}

  static void write(Session session, Optional<Pace> pace, Instant at) throws SQLException {
    if (pace.isEmpty()) {
      Meta.remove(session, KEY);
      return;
    }
    Pace now = pace.get();
    var parts =
        new ArrayList<>(
            List.of(
                at.toString(),
                Integer.toString(now.sending()),
                Integer.toString(now.permitted()),
                Integer.toString(now.maximum()),
                Long.toString((long) now.bytesPerSecond())));
    for (Reason limit : now.limits()) {
      var words = new ArrayList<>(List.of(limit.code().name()));
      words.addAll(limit.args());
      parts.add(Rows.args(words));
    }
    Meta.put(session, KEY, String.join(BETWEEN, parts));
  }

  /// @return empty if nothing goes, or nobody has said so for a while
  static Optional<Pace> read(Session session, Instant now) throws SQLException {
    return Meta.get(session, KEY)
        .map(text -> List.of(text.split(BETWEEN, -1)))
        .filter(
            parts -> Duration.between(Instant.parse(parts.getFirst()), now).compareTo(FRESH) < 0)
        .map(Going::pace);
  }

  private static Pace pace(List<String> parts) {
    return new Pace(
        Integer.parseInt(parts.get(1)),
        Integer.parseInt(parts.get(2)),
        Integer.parseInt(parts.get(3)),
        Long.parseLong(parts.get(4)),
        Optional.empty(),
        parts.stream().skip(5).map(Going::reason).toList());
  }

  private static Reason reason(String joined) {
    List<String> words = Rows.args(Optional.of(joined));
    return new Reason(Reason.Code.valueOf(words.getFirst()), words.subList(1, words.size()));
  }
}
