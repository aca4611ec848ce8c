package org.shuttersend.receiver.analyse;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.shuttersend.database.DatabaseException;
import org.shuttersend.receiver.picture.Previews;
import org.shuttersend.receiver.queue.Step;
import org.shuttersend.receiver.store.Signal;
import org.shuttersend.receiver.store.StoredPhoto;
import org.shuttersend.thread.KeptThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has photos analysed once their jobs are done. As a step of the queue it only notes that a photo
/// is to be asked about; one thread takes what is noted and asks, so many at once as is allowed. A
/// dead analyser keeps nothing but this list.
public final class Analysis implements Step, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Analysis.class);
  private static final int TRIES = 3;
  private static final int DELAYS = 20;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final int GROWTH = 4;
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// While something waits: for a job that has a commit to go, or a clock that is set.
  private static final Duration SOON = Duration.ofMillis(200);

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final AnalysisBook book;
  private final Previews previews;
  private final AnalyserSettings settings;
  private final Clock clock;
  private final AnalyserClient client;
  private final Pause pause;
  private final Semaphore requests;
  private final Signal work = new Signal(1);
  private final KeptThread thread;
  private volatile boolean closing;

  public Analysis(AnalysisBook book, Previews previews, AnalyserSettings settings, Clock clock) {
    this.book = book;
    this.previews = previews;
    this.settings = settings;
    this.clock = clock;
    this.client = new AnalyserClient(settings.analyser(), settings.timeout());
    this.pause = new Pause(clock);
    this.requests = new Semaphore(settings.concurrentRequests());
    this.thread = KeptThread.helpful(Thread.ofPlatform().name("photo-analysis"), this::ask);
  }

  public void start() {
    thread.start();
  }

  /// Notes the photo, if there is a preview to ask about.
  @Override
  public void run(StoredPhoto photo) {
    if (previews.isMade(photo.photoId())) {
      var _ =
          book.add(photo.photoId())
              .whenComplete((rows, e) -> {
                if (e != null) {
                  log.warn("{} is not noted for the analyser: {}", photo.photoId(), e.getMessage());
                }
                work.raise();
              });
    }
  }

  private void ask() throws InterruptedException {
    while (!closing) {
      try {
        if (pause.left().isPositive()) {
          work.await(SOON);
        } else if (!askNext()) {
          work.await(book.hasPending() ? SOON : IDLE);
        }
      } catch (DatabaseException e) {
        log.warn("Analyses have to wait for the database: {}", e.getMessage());
        work.await(FIRST_DELAY);
      }
    }
  }

  /// @return whether there was one
  private boolean askNext() throws InterruptedException {
    requests.acquire();
    boolean under = false;
    try {
      Optional<AnalysisBook.Claimed> claimed = book.claim(settings.lease());
      claimed.ifPresent(
          photo -> Thread.ofVirtual().name("analysis-" + photo.photoId()).start(() -> run(photo)));
      under = claimed.isPresent();
    } finally {
      if (!under) {
        requests.release();
      }
    }
    return under;
  }

  private void run(AnalysisBook.Claimed photo) {
    try {
      Optional<byte[]> jpeg = previews.made(photo.photoId());
      if (jpeg.isEmpty()) {
        book.failed(photo, "Its preview is not there any more");
      } else {
        settle(photo, client.ask(photo, jpeg.get()));
      }
    } catch (IOException | DatabaseException e) {
      // It is taken up again when its lease is over.
      log.warn("What the analyser said of {} is lost: {}", photo.photoId(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      requests.release();
      work.raise();
    }
  }

  private void settle(AnalysisBook.Claimed photo, Verdict verdict) {
    if (closing) {
      return; // cut by the stop, whatever it looks like
    }
    switch (verdict) {
      case Verdict.Answered answered -> {
        pause.well();
        book.done(photo, answered.json());
      }
      case Verdict.Busy busy -> {
        Instant due = pause.trouble(busy.asked());
        if (photo.delays() >= DELAYS) {
          giveUp(photo, busy.reason());
        } else {
          book.later(photo, busy.reason(), due, false);
        }
      }
      case Verdict.Failed failed -> {
        if (failed.why() == Verdict.Why.UNREACHABLE) {
          Instant _ = pause.trouble(Optional.empty());
        }
        if (failed.why() == Verdict.Why.THIS_PHOTO || photo.attempt() >= TRIES) {
          giveUp(photo, failed.reason());
        } else {
          book.later(photo, failed.reason(), clock.instant().plus(delay(photo.attempt())), true);
        }
      }
    }
  }

  private void giveUp(AnalysisBook.Claimed photo, String reason) {
    log.warn("{} is not analysed: {}", photo.path(), reason);
    book.failed(photo, reason);
  }

  private static Duration delay(int attempt) {
    return FIRST_DELAY.multipliedBy((long) Math.pow(GROWTH, Math.max(0, attempt - 1)));
  }

  /// What is under way is asked about again after the next start.
  @Override
  public void close() {
    closing = true;
    thread.stop();
    client.close();
    boolean _ = thread.join(LINGER);
    try {
      boolean _ =
          requests.tryAcquire(
              settings.concurrentRequests(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
