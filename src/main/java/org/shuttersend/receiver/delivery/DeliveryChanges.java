package org.shuttersend.receiver.delivery;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.shuttersend.database.Session;
import org.shuttersend.receiver.store.ChangeBook;
import org.shuttersend.wire.Delivery;
import org.shuttersend.wire.Json;

/// Tells the listeners of all who see a delivery that it changed.
final class DeliveryChanges {
  private DeliveryChanges() {}

  /// As part of the transaction in which it changed.
  static void write(Session session, Delivery delivery) throws SQLException {
    Set<String> listeners = new LinkedHashSet<>();
    listeners.add(delivery.owner());
    delivery.assignedTo().ifPresent(listeners::add);
    for (String listener : listeners) {
      ChangeBook.add(session, listener, Json.text(delivery));
    }
  }
}
