package org.shuttersend.receiver.metric;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.shuttersend.wire.QueueStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known elsewhere and looked up when the page is asked for. What cannot be looked up now,
/// as while the database is away, is left out of the page.
///
/// @param queue the queue as it is now
/// @param caches by name
/// @param readings anything else that goes up and down, by name
public record Gauges(
    Supplier<QueueStats.Queue> queue,
    Supplier<Map<String, QueueStats.Cache>> caches,
    List<Reading> readings)
    implements MultiCollector {
  private static final Logger log = LoggerFactory.getLogger(Gauges.class);

  /// @param name with its unit
  /// @param value may fail
  public record Reading(String name, String help, Value value) {}

  @FunctionalInterface
  public interface Value {
    Number get() throws Exception;
  }

  @Override
  public MetricSnapshots collect() {
    var snapshots = new ArrayList<MetricSnapshot>();
    for (Reading reading : readings) {
      try {
        snapshots.add(gauge(reading.name, reading.help, reading.value.get()));
      } catch (Exception e) {
        log.debug("{} is not known now: {}", reading.name, e.getMessage());
      }
    }
    try {
      addQueue(snapshots, queue.get());
      addCaches(snapshots, caches.get());
    } catch (RuntimeException e) {
      log.debug("The queue is not known now: {}", e.getMessage());
    }
    return new MetricSnapshots(snapshots);
  }

  private static void addQueue(List<MetricSnapshot> snapshots, QueueStats.Queue queue) {
    snapshots.add(gauge("shuttersend_queue_size", "Jobs that wait", queue.currentQueueSize()));
    snapshots.add(gauge("shuttersend_queue_max_size", "Jobs that may wait", queue.maxQueueSize()));
    snapshots.add(
        gauge("shuttersend_workers_active", "Jobs that are worked on", queue.workersActive()));
    snapshots.add(
        gauge("shuttersend_workers", "Jobs that may be worked on at once", queue.workers()));
    snapshots.add(
        counter("shuttersend_jobs_enqueued", "Jobs there ever were", queue.totalEnqueued()));
    snapshots.add(
        counter("shuttersend_jobs_processed", "Jobs that succeeded", queue.totalProcessed()));
    snapshots.add(
        counter("shuttersend_jobs_failed", "Jobs that failed for good", queue.totalFailed()));
  }

  private static void addCaches(
      List<MetricSnapshot> snapshots, Map<String, QueueStats.Cache> caches) {
    if (caches.isEmpty()) {
      return;
    }
    var hits = CounterSnapshot.builder().name("shuttersend_cache_hits").help("Answered from it");
    var misses = CounterSnapshot.builder().name("shuttersend_cache_misses").help("Looked up");
    var size = GaugeSnapshot.builder().name("shuttersend_cache_size").help("Answers kept");
    caches.forEach((name, cache) -> {
      Labels labels = Labels.of("cache", name);
      hits.dataPoint(value(cache.hits(), labels));
      misses.dataPoint(value(cache.misses(), labels));
      size.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .value((double) cache.size())
              .labels(labels)
              .build());
    });
    snapshots.addAll(List.of(hits.build(), misses.build(), size.build()));
  }

  private static MetricSnapshot gauge(String name, String help, Number value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value.doubleValue()).build())
        .build();
  }

  private static MetricSnapshot counter(String name, String help, Number value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(value(value, Labels.EMPTY))
        .build();
  }

  private static CounterSnapshot.CounterDataPointSnapshot value(Number value, Labels labels) {
    return CounterSnapshot.CounterDataPointSnapshot.builder()
        .value(value.doubleValue())
        .labels(labels)
        .build();
  }
}
