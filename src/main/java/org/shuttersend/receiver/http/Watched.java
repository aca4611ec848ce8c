package org.shuttersend.receiver.http;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.shuttersend.receiver.metric.Gauges;
import org.shuttersend.receiver.notify.EventStream;
import org.shuttersend.receiver.store.Store;
import org.shuttersend.wire.QueueStats;

/// What of the receiver those see who watch over the machine.
record Watched(
    Store store,
    EventStream events,
    Connections connections,
    Supplier<Map<String, QueueStats.Cache>> caches) {
  Gauges gauges() {
    return new Gauges(
        () -> store.jobs().queue(),
        caches,
        List.of(
            new Gauges.Reading(
                "shuttersend_uploads_open",
                "Uploads that have begun and are not finished",
                () -> store.uploads().open()),
            new Gauges.Reading(
                "shuttersend_event_listeners",
                "Programs that follow the event stream",
                events::listeners),
            new Gauges.Reading(
                "shuttersend_connections", "Connections to the server", connections::count),
            new Gauges.Reading(
                "shuttersend_disk_free_bytes",
                "Bytes free on the disk of the uploads",
                () -> store.files().room().free())));
  }
}
