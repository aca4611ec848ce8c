package org.shuttersend.receiver.http;

import java.time.Clock;
import org.shuttersend.database.Database;
import org.shuttersend.receiver.delivery.DeliveryBook;
import org.shuttersend.receiver.delivery.DeliveryNumbers;
import org.shuttersend.receiver.push.HookBook;
import org.shuttersend.receiver.push.PushLog;
import org.shuttersend.receiver.push.Reach;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.wire.Names;

/// What can be asked about deliveries, and about who is told of them.
public final class Deliveries {
  private final DeliveryDesk deliveries;
  private final HookDesk hooks;

  /// @param changes raised when a delivery changed
  /// @param notices raised when somebody is to be told so
  public Deliveries(Database database, Clock clock, Reach reach, Signal changes, Signal notices) {
    this.deliveries =
        new DeliveryDesk(
            new DeliveryNumbers(database, clock, Thread::sleep, changes),
            new DeliveryBook(database, clock, changes, notices));
    this.hooks = new HookDesk(new HookBook(database), new PushLog(database), reach, clock);
  }

  Routes on(Routes routes) {
    return routes
        .at("POST", Names.DELIVERIES, deliveries::create)
        .at("GET", Names.DELIVERIES, deliveries::page)
        .below("GET", Names.DELIVERIES, deliveries::one)
        .around("POST", Names.DELIVERIES, Names.COMPLETE, deliveries::complete)
        .at("GET", Names.HOOKS, hooks::get)
        .at("POST", Names.HOOKS, hooks::set)
        .at("DELETE", Names.HOOKS, hooks::remove)
        .at("GET", Names.HOOKS_LOG, hooks::log);
  }
}
