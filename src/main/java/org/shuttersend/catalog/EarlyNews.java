package org.shuttersend.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuttersend.model.JobChange;

/// News of jobs that no row has yet: a fast server finishes a job before the sender has stored its
/// receipt. Bounded, since on a shared server most of it is about other people's photos. Owned by
/// the database's writer thread.
final class EarlyNews {
  private static final int LIMIT = 10_000;

  private final Map<String, JobChange> byJob =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JobChange> eldest) {
          return size() > LIMIT;
        }
      };

  void keep(JobChange change) {
    byJob.put(change.jobId(), change);
  }

  Optional<JobChange> take(String jobId) {
    return Optional.ofNullable(byJob.remove(jobId));
  }
}
