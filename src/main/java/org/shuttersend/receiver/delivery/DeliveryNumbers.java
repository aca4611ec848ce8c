package org.shuttersend.receiver.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.database.Database;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.database.Session;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.wire.Delivery;

/// Gives deliveries their numbers, one after another within a prefix and month.
///
/// Nobody holds a lock over it: one statement looks for the highest number and takes the next, and
/// where another process did so at the same moment, the table's constraint lets only one of them
/// have it. The other tries again, a few times.
public final class DeliveryNumbers {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(50), Duration.ofMillis(100));

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMuu", Locale.ROOT);

  private static final String TAKE =
      """
      INSERT INTO deliveries (owner, prefix, month, number, name, assigned_to, key, created_at)
      SELECT ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM deliveries
      WHERE prefix = ? AND month = ?
      ON CONFLICT DO NOTHING
      RETURNING seq, number
      """;

  private final Database database;
  private final Clock clock;
  private final Pause pause;
  private final Signal changes;

  /// @param clock its zone says when a month begins
  /// @param changes raised when a delivery was made
  public DeliveryNumbers(Database database, Clock clock, Pause pause, Signal changes) {
    this.database = database;
    this.clock = clock;
    this.pause = pause;
    this.changes = changes;
  }

  /// Makes the delivery, or finds the one its key made before.
  public Making make(Draft draft) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Optional<Making> made = attempt(draft);
      if (made.isPresent() || attempt == PAUSES.size()) {
        changes.raise();
        return made.orElseGet(Making.Crowded::new);
      }
      pause.pass(PAUSES.get(attempt));
    }
  }

  /// @return empty if another was quicker
  private Optional<Making> attempt(Draft draft) {
    try {
      return database.write(session -> take(session, draft));
    } catch (DatabaseException e) {
      // Another process wrote at the same moment, and nothing of ours was kept. After any other
      // failure it may have been.
      if (e.fault() == DatabaseException.Fault.LOCKED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Making> take(Session session, Draft draft) throws SQLException {
    Instant now = clock.instant();
    String month = MONTH.format(now.atZone(clock.getZone()));
    Optional<Taken> taken =
        session.first(
            TAKE,
            row -> new Taken(row.getLong(1), row.getLong(2)),
            draft.owner(),
            draft.prefix(),
            month,
            draft.name(),
            draft.assignedTo(),
            draft.key(),
            now.toEpochMilli(),
            draft.prefix(),
            month);
    if (taken.isEmpty()) {
      return before(session, draft);
    }
    session.update(
        "UPDATE deliveries SET id = ? WHERE seq = ?",
        String.format(Locale.ROOT, "%s-%s-%04d", draft.prefix(), month, taken.get().number()),
        taken.get().seq());
    Delivery delivery =
        session
            .first(DeliveryRows.SELECT + "WHERE seq = ?", DeliveryRows::delivery, taken.get().seq())
            .orElseThrow();
    DeliveryChanges.write(session, delivery);
    return Optional.of(new Making.Made(delivery));
  }

  /// What the key made before; empty if it made nothing, so that the number was the trouble.
  private static Optional<Making> before(Session session, Draft draft) throws SQLException {
    if (draft.key().isEmpty()) {
      return Optional.empty();
    }
    return session
        .first(
            DeliveryRows.SELECT + "WHERE owner = ? AND key = ?",
            DeliveryRows::delivery,
            draft.owner(),
            draft.key())
        .map(made -> draft.isOf(made) ? new Making.Made(made) : new Making.KeyReused());
  }

  private record Taken(long seq, long number) {}
}
