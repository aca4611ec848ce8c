package org.shuttersend.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuttersend.catalog.Jobs;
import org.shuttersend.destination.DeliveryException;
import org.shuttersend.destination.JobSource;
import org.shuttersend.model.JobChange;

/// Asks one by one about accepted photos whose end nobody told. Those asked longest ago come first,
/// each only now and then: jobs that wait in a long queue, or that the server has forgotten, must
/// not keep the others from being asked about. Owned by the status thread.
final class SilentJobs {
  /// A receiver answers ten such questions in half a minute, and no more.
  private static final int AT_ONCE = 8;

  private static final int KNOWN = 1000;
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final Jobs jobs;
  private final Runnable onNews;

  /// When each silent job was asked about last; holds no others.
  private final Map<String, Instant> asked = new HashMap<>();

  SilentJobs(Jobs jobs, Runnable onNews) {
    this.jobs = jobs;
    this.onNews = onNews;
  }

  void ask(JobSource from, Instant now) throws DeliveryException {
    List<String> silent = jobs.silentSince(now.minus(SILENCE), KNOWN);
    asked.keySet().retainAll(Set.copyOf(silent));
    List<String> due =
        silent.stream()
            .filter(job -> !lastAsked(job).isAfter(now.minus(ASK_AGAIN)))
            .sorted(Comparator.comparing(this::lastAsked))
            .limit(AT_ONCE)
            .toList();
    var answers = new ArrayList<JobChange>();
    try {
      for (String job : due) {
        Optional<JobChange> answer = from.job(job);
        asked.put(job, now);
        answer.filter(change -> change.state().isFinal()).ifPresent(answers::add);
        if (answer.isEmpty()) {
          // What the server forgot it may not have either: it is asked about the photo itself.
          jobs.unknown(job);
          onNews.run();
        }
      }
    } finally {
      // Also what was learnt before the server wanted no more questions.
      if (!answers.isEmpty()) {
        jobs.changed(answers);
        onNews.run();
      }
    }
  }

  private Instant lastAsked(String job) {
    return asked.getOrDefault(job, Instant.MIN);
  }
}
