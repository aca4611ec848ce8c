package org.shuttersend.settle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when a file is complete: nothing touched it for the quiet time; its size, its time of
/// writing and its key were the same at the start and at the end of that time; it is not empty, can
/// be read, and nobody has it open for writing; and it goes as far as its own format says. The last
/// is a reason to wait for a while only: a damaged photo is sent too, and marked. A file that
/// cannot be looked at is neither complete nor gone.
///
/// Pure: no thread, no clock, no disk of its own. Owned by one thread. A touch costs a few map
/// operations; looking is left to `look`, so that a storm of touches is looked at once.
public final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  /// The most files one `advance` gives.
  static final int BATCH = 1000;

  /// A quiet file that does not settle is looked at less and less often; a touch brings it back.
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  /// No event tells that a file was closed, and people wait for it.
  private static final Duration LONGEST_REST_WHILE_OPEN = Duration.ofSeconds(2);

  private static final Duration POSTPONED = Duration.ofSeconds(1);

  /// How long a file that looks cut off has to be quiet: copies stall.
  static final Duration CUT_OFF_QUIET = Duration.ofSeconds(30);

  private final Duration quiet;
  private final Duration patience;
  private final Look look;
  private final Agenda agenda = new Agenda();
  private final SequencedSet<Waiting> toLookAt = new LinkedHashSet<>();
  private final SequencedSet<Waiting> lookedAt = new LinkedHashSet<>();

  /// What the last `advance` gave, in case it cannot be handed on.
  private final Map<FileRef, Waiting> given = new HashMap<>();

  private final Held held = new Held();

  private Instant latest = Instant.MIN;

  /// @param quiet how long nothing may happen to a file
  /// @param patience after which a file that does not rest is told as still being written
  public Settler(Duration quiet, Duration patience, Look look) {
    this.quiet = quiet;
    this.patience = patience;
    this.look = look;
  }

  /// Something happened to the file; its quiet time begins anew.
  public void touched(FileRef ref, Instant now) {
    follow(now);
    Waiting file = agenda.at(ref, now);
    rest(file, Reason.Code.FILE_CHANGING, quiet, now);
    toLookAt.add(file);
  }

  /// The file, or all below this directory, is not there any more.
  public void gone(FileRef ref) {
    agenda
        .removeAll(ref)
        .forEach(file -> {
          toLookAt.remove(file);
          lookedAt.remove(file);
          held.forget(file);
        });
  }

  /// Whether something below this directory is not settled.
  boolean hasBelow(FileRef directory) {
    return agenda.hasBelow(directory);
  }

  /// Looks at what was touched. The quiet time begins with the `advance` that follows, whose time
  /// has to be taken after this: between two looks that far apart a writer had that time to write.
  public void look() {
    for (Waiting file : toLookAt) {
      file.glance = look.at(file.ref().file());
      lookedAt.add(file);
    }
    toLookAt.clear();
  }

  /// Goes on with what was looked at, and looks at what is due.
  ///
  /// @return at most 1,000 settled files, those due first; when it is full there may be more
  public Ripe advance(Instant now) {
    follow(now);
    var ripe = new Ripe(new ArrayList<>(), new ArrayList<>());
    given.clear();
    lookedAt.forEach(file -> begin(file, now, ripe));
    lookedAt.clear();
    Optional<Waiting> next = agenda.first();
    while (next.isPresent() && !next.get().due().isAfter(now) && ripe.settled().size() < BATCH) {
      tryToEnd(next.get(), now, ripe);
      next = agenda.first();
    }
    return ripe;
  }

  private void begin(Waiting file, Instant now, Ripe ripe) {
    if (file.glance instanceof Glance.Absent) {
      gone(file, ripe);
    } else {
      file.quietSince = now;
      agenda.due(file, now.plus(quiet));
    }
  }

  /// A look that fails in a way nobody thought of must not keep the others from settling.
  private void tryToEnd(Waiting file, Instant now, Ripe ripe) {
    try {
      end(file, now, ripe);
    } catch (RuntimeException e) {
      log.error("Looking at {} failed and is tried again: {}", file.ref().path(), e.toString());
      rest(file, Reason.Code.FILE_UNSEEN, longer(file.rest), now);
    }
  }

  /// The look at its end. What cannot be looked at may be there as well as not: it is kept.
  private void end(Waiting file, Instant now, Ripe ripe) {
    Glance before = file.glance;
    file.glance = look.at(file.ref().file());
    switch (file.glance) {
      case Glance.Absent() -> gone(file, ripe);
      case Glance.Unknown(String why) -> {
        log.debug("{} cannot be looked at: {}", file.ref().path(), why);
        rest(file, Reason.Code.FILE_UNSEEN, longer(file.rest), now);
      }
      case Glance.Seen seen when !seen.equals(before) -> {
        rest(file, Reason.Code.FILE_CHANGING, quiet, now);
        toLookAt.add(file); // as if it had been touched: its event is late
      }
      case Glance.Seen(FileStamp stamp) when stamp.size() == 0 ->
          rest(file, Reason.Code.FILE_EMPTY, longer(file.rest), now);
      case Glance.Seen(FileStamp stamp) -> rested(file, stamp, now, ripe);
    }
  }

  /// Nothing happened to it for the quiet time: is it whole?
  private void rested(Waiting file, FileStamp stamp, Instant now, Ripe ripe) {
    switch (look.readiness(file.ref().file())) {
      case COMPLETE -> settle(file, new ObservedFile(file.ref(), stamp), ripe);
      case UNREADABLE -> rest(file, Reason.Code.FILE_LOCKED, longer(file.rest), now);
      case BEING_WRITTEN ->
          rest(
              file,
              Reason.Code.FILE_OPEN,
              shorter(longer(file.rest), LONGEST_REST_WHILE_OPEN),
              now);
      case CUT_OFF -> {
        Duration left = CUT_OFF_QUIET.minus(Duration.between(file.quietSince, now));
        if (left.isPositive()) {
          rest(file, Reason.Code.FILE_CUT_OFF, shorter(longer(file.rest), left), now);
        } else {
          settle(file, new ObservedFile(file.ref(), stamp, true), ripe);
        }
      }
    }
  }

  private void gone(Waiting file, Ripe ripe) {
    agenda.remove(file);
    held.forget(file);
    ripe.gone().add(file.ref());
  }

  private void settle(Waiting file, ObservedFile observed, Ripe ripe) {
    agenda.remove(file);
    held.forget(file);
    given.put(file.ref(), file);
    ripe.settled().add(observed);
  }

  /// Takes back a file of the last `advance` that could not be handed on. It is given again after a
  /// time that grows with each refusal.
  public void refused(FileRef ref, Instant now) {
    Waiting file = given.remove(ref);
    if (file != null) {
      agenda.add(file);
      rest(file, Reason.Code.FILE_NOT_TAKEN, longer(file.rest), now);
    }
  }

  /// Takes back a file of the last `advance` that nobody can take now, whichever it is. It is given
  /// again after a time that grows.
  void deferred(FileRef ref, Instant now) {
    Waiting file = given.remove(ref);
    if (file != null) {
      agenda.add(file);
      rest(file, Reason.Code.FILE_NOT_NOTED, longer(file.rest), now);
    }
  }

  /// Takes back a file of the last `advance` that nobody tried to hand on.
  public void postponed(FileRef ref, Instant now) {
    Waiting file = given.remove(ref);
    if (file != null) {
      agenda.add(file);
      file.why = Reason.Code.FILE_NOT_TAKEN;
      held.note(file);
      agenda.due(file, now.plus(POSTPONED));
    }
  }

  private void rest(Waiting file, Reason.Code why, Duration rest, Instant now) {
    file.why = why;
    file.rest = rest;
    agenda.due(file, now.plus(rest));
    held.note(file);
  }

  private static Duration longer(Duration rest) {
    return shorter(rest.multipliedBy(2), LONGEST_REST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// A clock that was set back would leave the files waiting for a time long to come: their quiet
  /// time begins anew.
  private void follow(Instant now) {
    if (now.isBefore(latest)) {
      for (Waiting file : agenda.all()) {
        file.since = now;
        file.quietSince = now;
        rest(file, file.why, quiet, now);
      }
    }
    latest = now;
  }

  /// When `advance` has to be called at the latest; empty if there is nothing to wait for.
  public Optional<Instant> nextDue() {
    return toLookAt.isEmpty() && lookedAt.isEmpty()
        ? agenda.first().map(Waiting::due)
        : Optional.of(latest);
  }

  /// Files that are not settled yet.
  public int size() {
    return agenda.size();
  }

  /// Those that did not settle for longer than the patience, the longest first. They are kept and
  /// settle when they can.
  public List<Unsettled> restless(Instant now, int limit) {
    return told(restless(now), limit);
  }

  /// Those that are quiet and do not settle all the same, and those that do not rest.
  public List<Unsettled> waiting(Instant now, int limit) {
    return told(held.and(restless(now)), limit);
  }

  /// Those for which nobody need wait: they do not settle by themselves as far as can be told.
  public List<Unsettled> hopeless(Instant now, int limit) {
    return told(held.hopeless(restless(now)), limit);
  }

  /// How many there are of those.
  public long hopelessCount(Instant now) {
    return held.hopeless(restless(now)).count();
  }

  private Stream<Waiting> restless(Instant now) {
    Instant before = now.minus(patience);
    return agenda.oldestFirst().takeWhile(file -> !file.since.isAfter(before));
  }

  private static List<Unsettled> told(Stream<Waiting> files, int limit) {
    return files.limit(limit).map(Waiting::unsettled).toList();
  }
}
