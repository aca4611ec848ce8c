package org.shuttersend.receiver.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.shuttersend.database.Session;
import org.shuttersend.wire.Delivery;

/// The rows of deliveries.
final class DeliveryRows {
  static final String SELECT =
      "SELECT id, name, owner, assigned_to, created_at, completed_at, seq FROM deliveries ";

  private static final String COUNTS =
      """
      SELECT count(*), coalesce(sum(p.size), 0),
        coalesce(sum(CASE WHEN j.state = 'done' THEN 1 ELSE 0 END), 0),
        coalesce(sum(CASE WHEN j.state = 'failed' THEN 1 ELSE 0 END), 0)
      FROM photos p JOIN jobs j ON j.id = p.job_id
      WHERE p.owner = ? AND p.delivery = ?
      """;

  private static final String UPLOADING =
      "SELECT count(*) FROM uploads WHERE owner = ? AND delivery = ? AND photo_id IS NULL";

  private DeliveryRows() {}

  static Delivery delivery(ResultSet row) throws SQLException {
    Optional<Instant> completedAt =
        row.getObject(6) == null
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(row.getLong(6)));
    return new Delivery(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        completedAt.isPresent() ? Delivery.State.COMPLETE : Delivery.State.OPEN,
        Instant.ofEpochMilli(row.getLong(5)),
        completedAt,
        Optional.empty());
  }

  /// With the counts of its photos: two queries, however many they are.
  static Delivery counted(Session session, Delivery delivery) throws SQLException {
    String owner = delivery.owner();
    String id = delivery.deliveryId();
    long uploading = session.number(UPLOADING, owner, id);
    return session
        .first(
            COUNTS,
            row ->
                new Delivery.Counts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(1) - row.getLong(3) - row.getLong(4),
                    uploading),
            owner,
            id)
        .map(delivery::with)
        .orElse(delivery);
  }
}
