package org.shuttersend.receiver.http;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.shuttersend.receiver.store.JobBook;
import org.shuttersend.wire.QueueStats;

/// The queue and its jobs, asked.
final class QueueDesk {
  static final int PAGE_SIZE = 100;

  private final JobBook jobs;
  private final Supplier<Map<String, QueueStats.Cache>> caches;

  /// @param caches by their names, as they are now
  QueueDesk(JobBook jobs, Supplier<Map<String, QueueStats.Cache>> caches) {
    this.jobs = jobs;
    this.caches = caches;
  }

  /// `GET /api/admin/queue/stats`.
  void stats(Exchange exchange) throws IOException {
    exchange.send(200, new QueueStats(jobs.queue(), caches.get()));
  }

  /// `GET /api/jobs/{id}`.
  void job(Exchange exchange) throws IOException {
    exchange.send(
        200,
        jobs.view(exchange.owner(), exchange.id())
            .orElseThrow(() -> Refusal.of(404, "There is no such job")));
  }

  /// `GET /api/jobs?after={seq}&limit=100`; `after=now` gives the cursor of now and no jobs.
  void page(Exchange exchange) throws IOException {
    if (exchange.queryIs("after", "now")) {
      exchange.send(200, jobs.now());
      return;
    }
    long after = exchange.queryNumber("after", 0);
    long limit = exchange.queryNumber("limit", PAGE_SIZE);
    if (limit < 1) {
      throw Refusal.of(400, "limit must be from 1 to " + PAGE_SIZE);
    }
    exchange.send(200, jobs.page(exchange.owner(), after, (int) Math.min(limit, PAGE_SIZE)));
  }
}
