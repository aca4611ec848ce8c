package org.shuttersend.upload;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.shuttersend.catalog.Claim;
import org.shuttersend.catalog.Outbox;
import org.shuttersend.model.Failure;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Receipt;
import org.shuttersend.upload.governor.Governor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Writes down what became of claimed photos. Stubborn: an outcome that cannot be stored now (a
/// full disk) is tried for a while; what cannot be stored at all stays claimed, and the next start
/// asks the server.
final class Marks {
  private static final Logger log = LoggerFactory.getLogger(Marks.class);

  /// Attempts by itself before the user is told.
  static final int ATTEMPTS = 5;

  /// Attempts altogether; then only the user starts another.
  static final int ALL_ATTEMPTS = 20;

  private static final Duration AFTER_ATTEMPTS = Duration.ofMinutes(30);
  private static final Duration IN_USE = Duration.ofSeconds(10);
  private static final Duration WHILE_FOLDER_IS_AWAY = Duration.ofSeconds(3);

  private final Outbox outbox;
  private final Governor governor;
  private final Backoff backoff;
  private final Clock clock;
  private final Function<FileRef, Glance> look;
  private final Predicate<ObservedFile> connected;
  private final Predicate<ObservedFile> certainlyGone;
  private final Consumer<FileRef> lookAgain;
  private final LocalReads reads;
  private final RetryPolicy<Boolean> stubborn =
      RetryPolicy.<Boolean>builder()
          .withMaxAttempts(30)
          .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(10))
          .withJitter(0.5)
          .build();

  /// @param connected whether the disk a file was seen on is where it was
  /// @param certainlyGone whether a file that was not seen is not there, and its disk is
  /// @param lookAgain asked to settle a file anew
  Marks(
      Outbox outbox,
      Governor governor,
      Backoff backoff,
      Clock clock,
      Function<FileRef, Glance> look,
      Predicate<ObservedFile> connected,
      Predicate<ObservedFile> certainlyGone,
      Consumer<FileRef> lookAgain,
      LocalReads reads) {
    this.outbox = outbox;
    this.governor = governor;
    this.backoff = backoff;
    this.clock = clock;
    this.look = look;
    this.connected = connected;
    this.certainlyGone = certainlyGone;
    this.lookAgain = lookAgain;
    this.reads = reads;
  }

  void accepted(Claim claim, Receipt receipt) {
    // What was sent was whole; if it is not the newest any more, that comes next. Asked for before
    // the mark, so that there is no moment in which nothing is left to do.
    if (!look.apply(claim.file().ref()).isStill(claim.file().stamp())) {
      lookAgain.accept(claim.file().ref());
    }
    store(claim, () -> outbox.accepted(claim, receipt));
  }

  /// @param jobDone whether the server has done all it does with that content
  void alreadyThere(Claim claim, Receipt receipt, boolean jobDone) {
    // An earlier try of ours may have brought it there, its answer lost: then it is delivered, not
    // a duplicate.
    store(
        claim,
        () ->
            claim.begun()
                ? outbox.acceptedBefore(claim, receipt, jobDone)
                : outbox.alreadyThere(claim, receipt, jobDone));
  }

  void changed(Claim claim) {
    // What is there may be another card's.
    if (isElsewhere(claim) || look.apply(claim.file().ref()) instanceof Glance.Absent) {
      missing(claim);
      return;
    }
    if (claim.file().ref().isMoved()) {
      // Where it was moved to after it was sent once, nothing is watched: nobody would come by it.
      store(claim, () -> outbox.fail(claim, Reason.of(Reason.Code.FILE_CHANGED), Optional.empty()));
      return;
    }
    log.debug("{} changed; its newest version comes next", claim.file().ref().path());
    lookAgain.accept(claim.file().ref());
    store(claim, () -> outbox.superseded(claim));
  }

  /// A file that cannot be seen is gone only where its folder and its disk are there: the photos of
  /// a card that was pulled wait for it, also while another one is in its place.
  void missing(Claim claim) {
    if (!isElsewhere(claim) && certainlyGone.test(claim.file())) {
      store(claim, () -> outbox.gone(claim));
    } else {
      holdForFolder(claim);
    }
  }

  private void holdForFolder(Claim claim) {
    Instant until = clock.instant().plus(WHILE_FOLDER_IS_AWAY);
    boolean other = Files.isDirectory(claim.file().ref().folder().root()) && isElsewhere(claim);
    Reason reason =
        other
            ? Reason.of(Reason.Code.VOLUME_MISSING, claim.file().disk().name())
            : Reason.of(Reason.Code.FOLDER_MISSING, claim.file().ref().folder().name());
    store(claim, () -> outbox.hold(claim, reason, until));
  }

  /// Its folder does not answer: it waits for that, with the reason. Looks at nothing.
  ///
  /// @return whether it was as claimed still
  boolean unseen(Claim claim) {
    Instant until = clock.instant().plus(WHILE_FOLDER_IS_AWAY);
    return store(claim, () -> outbox.hold(claim, Reason.of(Reason.Code.FILE_UNSEEN), until));
  }

  private boolean isElsewhere(Claim claim) {
    return claim.file().disk().isKnown() && !connected.test(claim.file());
  }

  void failed(Claim claim, Failure failure) {
    String path = claim.file().ref().path();
    switch (failure) {
      case Failure.Retry(Reason reason)
          when reason.code() == Reason.Code.FILE_UNREADABLE && isOutOfSight(claim) ->
          holdForFolder(claim);
      // The server still holds on to what was broken off: that is not this photo's fault.
      case Failure.Retry(Reason reason) when reason.code() == Reason.Code.SERVER_BUSY ->
          store(claim, () -> outbox.hold(claim, reason, clock.instant().plus(IN_USE)));
      case Failure.Retry(Reason reason) ->
          spend(claim, reason, clock.instant().plus(backoff.delay(claim.attempt())));
      case Failure.HoldAll(Reason reason, Instant until) ->
          store(claim, () -> outbox.hold(claim, reason, until));
      case Failure.Unreachable(Reason reason) -> holdWithOthers(claim, reason);
      case Failure.StopAll(Reason reason) -> holdWithOthers(claim, reason);
      case Failure.GiveUp(Reason reason) -> {
        log.warn("{} will not be sent: {} {}", path, reason.code(), reason.args());
        store(claim, () -> outbox.fail(claim, reason, Optional.empty()));
      }
      case Failure.Changed _ -> changed(claim);
    }
  }

  /// Reading fails in many ways while a volume is being pulled; no attempt is spent on that.
  private boolean isOutOfSight(Claim claim) {
    FileRef ref = claim.file().ref();
    return !reads.during(ref, () -> Files.isDirectory(ref.folder().root()))
        || isElsewhere(claim)
        || (look.apply(ref) instanceof Glance.Absent && !certainlyGone.test(claim.file()));
  }

  private void holdWithOthers(Claim claim, Reason reason) {
    store(claim, () -> outbox.hold(claim, reason, governor.heldUntil()));
  }

  private void spend(Claim claim, Reason reason, Instant due) {
    int spent = claim.attempt() + 1;
    log.debug("{}: attempt {} failed, {}", claim.file().ref().path(), spent, reason.code());
    if (spent < ATTEMPTS) {
      store(claim, () -> outbox.retry(claim, reason, due));
      return;
    }
    Optional<Instant> again =
        spent < ALL_ATTEMPTS ? Optional.of(clock.instant().plus(AFTER_ATTEMPTS)) : Optional.empty();
    log.warn("{} failed {} times: {}", claim.file().ref().path(), spent, reason.code());
    store(claim, () -> outbox.fail(claim, reason, again));
  }

  /// @return whether it was stored
  private boolean store(Claim claim, BooleanSupplier mark) {
    try {
      boolean stored = Failsafe.with(stubborn).get(mark::getAsBoolean);
      if (!stored) {
        log.debug("{} changed hands meanwhile", claim.file().ref().path());
      }
      return stored;
    } catch (RuntimeException e) {
      Throwable cause = e instanceof FailsafeException f && f.getCause() != null ? f.getCause() : e;
      log.atLevel(outbox.isWritable() ? Level.ERROR : Level.DEBUG)
          .log(
              "What became of {} could not be stored ({}). The next start asks the server.",
              claim.file().ref().path(),
              cause.getMessage());
      return false;
    }
  }
}
