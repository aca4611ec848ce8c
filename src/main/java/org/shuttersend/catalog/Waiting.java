package org.shuttersend.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.shuttersend.database.Session;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;

/// What everything waits for, kept beside the photos so that another program that looks into the
/// catalog can say it.
final class Waiting {
  private static final String KEY = "waiting";
  private static final String SEPARATOR = "\u001f";

  private Waiting() {}

  static void write(Session session, Optional<Pace.Hold> hold) throws SQLException {
    if (hold.isEmpty()) {
      Meta.remove(session, KEY);
    } else {
      Reason reason = hold.get().reason();
      String until = hold.get().until().map(Instant::toString).orElse("");
      Meta.put(
          session, KEY, String.join(SEPARATOR, until, reason.code().name(), Rows.args(reason)));
    }
  }

  static Optional<Pace.Hold> read(Session session) throws SQLException {
    return Meta.get(session, KEY)
        .map(text -> {
          String[] parts = text.split(SEPARATOR, -1);
          var code = Reason.Code.valueOf(parts[1]);
          var reason = new Reason(code, Arrays.asList(parts).subList(2, parts.length));
          return new Pace.Hold(
              reason, parts[0].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[0])));
        });
  }

  /// One whose time is over was left by a program that was killed.
  static boolean lasts(Pace.Hold hold, Instant now) {
    return hold.until().filter(until -> until.isBefore(now)).isEmpty();
  }
}
