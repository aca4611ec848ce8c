package org.shuttersend.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuttersend.catalog.Catalog;
import org.shuttersend.model.Pace;
import org.shuttersend.model.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the catalog, and the log, how photos go: what everything waits for at once, how fast now
/// and then. Nothing is written while nothing goes. Any thread.
final class PaceNews {
  private static final Logger log = LoggerFactory.getLogger(PaceNews.class);
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final Catalog catalog;

  // Guarded by this.
  private Optional<Pace.Hold> hold = Optional.empty();
  private Optional<Pace> going = Optional.empty();
  private Instant told = Instant.MIN;

  PaceNews(Catalog catalog) {
    this.catalog = catalog;
  }

  synchronized void tell(Pace pace, Instant now) {
    if (catalog.unwritable().isPresent()) {
      return;
    }
    if (!pace.hold().equals(hold)) {
      hold = pace.hold();
      catalog.paceBook().waitsFor(hold);
    }
    Optional<Pace> next = pace.sending() > 0 ? Optional.of(pace) : Optional.empty();
    if (next.isEmpty() && going.isEmpty()) {
      return;
    }
    Duration since = told.equals(Instant.MIN) ? SIGN_OF_LIFE : Duration.between(told, now);
    boolean due = since.isNegative() || since.compareTo(SIGN_OF_LIFE) >= 0;
    if (due || (since.compareTo(BETWEEN) >= 0 && !words(next).equals(words(going)))) {
      log(next);
      going = next;
      told = now;
      catalog.paceBook().goes(going, now);
    }
  }

  private void log(Optional<Pace> next) {
    if (next.isPresent() && !words(next).equals(words(going))) {
      Pace pace = next.get();
      log.debug("Up to {} of {} at once: {}", pace.permitted(), pace.maximum(), pace.limits());
    }
  }

  /// What is said of it but for the numbers that change all the time.
  private static Optional<List<Reason>> words(Optional<Pace> pace) {
    return pace.map(Pace::limits);
  }
}
