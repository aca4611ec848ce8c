package org.shuttersend.receiver.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.push.NoticeBook;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Json;

/// Deliveries as they are asked about and completed. The owner and the assignee see them; only the
/// owner completes.
public final class DeliveryBook {
  private final Database database;
  private final Clock clock;
  private final Signal changes;
  private final Signal notices;

  /// @param changes raised when one was completed
  /// @param notices raised when somebody is to be told so
  public DeliveryBook(Database database, Clock clock, Signal changes, Signal notices) {
    this.database = database;
    this.clock = clock;
    this.changes = changes;
    this.notices = notices;
  }

  /// One with its counts, if the user may see it.
  public Optional<Delivery> byId(String user, String id) {
    return database.read(session -> {
      Optional<Delivery> found =
          session.first(
              DeliveryRows.SELECT + "WHERE id = ? AND (owner = ? OR assigned_to = ?)",
              DeliveryRows::delivery,
              id,
              user,
              user);
      return found.isEmpty() ? found : Optional.of(DeliveryRows.counted(session, found.get()));
    });
  }

  /// Those the user may see, the newest first.
  ///
  /// @param before the cursor of the page before
  public Delivery.Page page(String user, long before, int limit) {
    return database.read(session -> {
      long[] last = {0};
      List<Delivery> page =
          session.list(
              DeliveryRows.SELECT
                  + "WHERE (owner = ? OR assigned_to = ?) AND seq < ? ORDER BY seq DESC LIMIT ?",
              row -> {
                last[0] = row.getLong(7);
                return DeliveryRows.delivery(row);
              },
              user,
              user,
              before,
              limit);
      return new Delivery.Page(
          page, page.size() == limit ? OptionalLong.of(last[0]) : OptionalLong.empty());
    });
  }

  /// Completes the owner's delivery, and writes down in the same transaction that its assignee is
  /// to be told; once, however often it is asked. Photos that are still in the queue go on.
  ///
  /// @return empty if the owner has none of this id
  public Optional<Delivery> complete(String owner, String id) {
    Optional<Delivery> completed =
        database.write(session -> {
          int changed =
              session.update(
                  """
                  UPDATE deliveries SET completed_at = ?
                  WHERE id = ? AND owner = ? AND completed_at IS NULL
                  """,
                  clock.millis(),
                  id,
                  owner);
          Optional<Delivery> found =
              session.first(
                  DeliveryRows.SELECT + "WHERE id = ? AND owner = ?",
                  DeliveryRows::delivery,
                  id,
                  owner);
          if (found.isEmpty()) {
            return found;
          }
          Delivery delivery = DeliveryRows.counted(session, found.get());
          if (changed == 1) {
            DeliveryChanges.write(session, delivery);
            if (delivery.assignedTo().isPresent()) {
              String notice = UUID.randomUUID().toString();
              NoticeBook.add(
                  session,
                  notice,
                  delivery.assignedTo().get(),
                  Json.text(new Delivery.Notice(notice, Delivery.Notice.COMPLETE, delivery)),
                  clock.instant());
            }
          }
          return Optional.of(delivery);
        });
    changes.raise();
    notices.raise();
    return completed;
  }
}
