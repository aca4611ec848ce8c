package org.shuttersend.wire;

import java.util.Map;

/// `GET /api/admin/queue/stats`.
public record QueueStats(Queue queue, Map<String, Cache> cache) {

  /// @param headTicket the ticket of the job that is next; 0 with nothing waiting
  public record Queue(
      long totalEnqueued,
      long totalProcessed,
      long totalFailed,
      int currentQueueSize,
      int maxQueueSize,
      int workersActive,
      int workers,
      long headTicket) {}

  /// @param hitRate per cent with two decimals, as in `82.14%`
  public record Cache(long size, long hits, long misses, String hitRate) {}
}
