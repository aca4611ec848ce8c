package org.shuttersend.settle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Glance;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when a file is complete: nothing touched it for the quiet time, its size, its time of
/// writing and its key were the same at the start and at the end of that time, it is not empty and
/// can be read. A file that cannot be looked at is neither complete nor gone.
///
/// Pure: no thread, no clock, no disk of its own. Owned by one thread. A touch costs a few map
/// operations; looking is left to `advance`, so that a storm of touches is looked at once.
public final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  /// The most files one `advance` gives.
  static final int BATCH = 1000;

  /// A quiet file that is empty, cannot be looked at or read, or could not be handed on is tried
  /// less and less often; a touch brings it back.
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private static final Duration POSTPONED = Duration.ofSeconds(1);

  private final Duration quiet;
  private final Duration patience;
  private final Look look;

  /// By folder id, then by path, sorted so that everything below a directory is one range.
  private final Map<Integer, NavigableMap<String, Unsettled>> files = new HashMap<>();

  private final NavigableSet<Unsettled> byDue =
      new TreeSet<>(Comparator.comparing((Unsettled f) -> f.due).thenComparing(f -> f.number));

  /// The longest unsettled first.
  private final NavigableSet<Unsettled> byAge =
      new TreeSet<>(Comparator.comparing((Unsettled f) -> f.number));

  private final SequencedSet<Unsettled> toLookAt = new LinkedHashSet<>();

  /// What the last `advance` gave, in case it cannot be handed on.
  private final Map<FileRef, Unsettled> given = new HashMap<>();

  private final Obstacles obstacles = new Obstacles();
  private Instant latest = Instant.MIN;
  private long count;

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
    var folder = files.computeIfAbsent(ref.folder().id(), id -> new TreeMap<>());
    Unsettled file = folder.get(ref.path());
    if (file == null) {
      file = new Unsettled(ref, count++, now);
      folder.put(ref.path(), file);
      byAge.add(file);
    } else {
      byDue.remove(file);
      obstacles.cleared(ref);
    }
    file.rest = quiet;
    file.due = now.plus(quiet);
    byDue.add(file);
    toLookAt.add(file);
  }

  /// The file, or all below this directory, is not there any more.
  public void gone(FileRef ref) {
    var folder = files.get(ref.folder().id());
    if (folder == null) {
      return;
    }
    Unsettled own = folder.remove(ref.path());
    if (own != null) {
      drop(own);
    }
    var below = folder.subMap(ref.path() + "/", ref.path() + (char) ('/' + 1));
    below.values().forEach(this::drop);
    below.clear();
  }

  /// Looks at what was touched and at what is due.
  ///
  /// @return at most 1,000 files each, those due first; when it is full there may be more
  public Ripe advance(Instant now) {
    follow(now);
    var settled = new ArrayList<ObservedFile>();
    var gone = new ArrayList<FileRef>();
    given.clear();
    toLookAt.forEach(file -> begin(file, gone));
    toLookAt.clear();
    while (!byDue.isEmpty() && !byDue.first().due.isAfter(now) && settled.size() < BATCH) {
      end(byDue.first(), now, settled, gone);
    }
    return new Ripe(settled, gone);
  }

  /// The look at the start of the quiet time.
  private void begin(Unsettled file, List<FileRef> gone) {
    file.glance = look.at(file.ref.file());
    if (file.glance instanceof Glance.Absent) {
      remove(file);
      gone.add(file.ref);
    }
  }

  /// The look at its end. What cannot be looked at may be there as well as not: it is kept.
  private void end(Unsettled file, Instant now, List<ObservedFile> settled, List<FileRef> gone) {
    Glance before = file.glance;
    file.glance = look.at(file.ref.file());
    switch (file.glance) {
      case Glance.Absent() -> {
        remove(file);
        gone.add(file.ref);
      }
      case Glance.Unknown(String why) -> {
        log.debug("{} cannot be looked at: {}", file.ref.path(), why);
        rest(file, longer(file.rest), now);
        obstacles.found(file.ref, Reason.of(Reason.Code.FILE_UNREADABLE, why), file.rest);
      }
      case Glance.Seen seen when !seen.equals(before) -> {
        obstacles.cleared(file.ref);
        rest(file, quiet, now);
      }
      case Glance.Seen(FileStamp stamp) when stamp.size() > 0 && look.readable(file.ref.file()) -> {
        remove(file);
        given.put(file.ref, file);
        settled.add(new ObservedFile(file.ref, stamp));
      }
      case Glance.Seen(FileStamp stamp) -> {
        rest(file, longer(file.rest), now);
        obstacles.found(
            file.ref,
            stamp.size() == 0
                ? Reason.of(Reason.Code.FILE_EMPTY)
                : Reason.of(Reason.Code.FILE_UNREADABLE, "it cannot be opened"),
            file.rest);
      }
    }
  }

  /// Takes back a file of the last `advance` that could not be handed on. It is given again after a
  /// time that grows with each refusal.
  public void refused(FileRef ref, Instant now) {
    Unsettled file = given.get(ref);
    if (file != null) {
      file.rest = longer(file.rest);
      takeBack(file, file.rest, now);
    }
  }

  /// Takes back a file of the last `advance` that nobody tried to hand on.
  public void postponed(FileRef ref, Instant now) {
    Unsettled file = given.get(ref);
    if (file != null) {
      takeBack(file, POSTPONED, now);
    }
  }

  private void takeBack(Unsettled file, Duration pause, Instant now) {
    given.remove(file.ref);
    files.computeIfAbsent(file.ref.folder().id(), id -> new TreeMap<>()).put(file.ref.path(), file);
    byAge.add(file);
    file.due = now.plus(pause);
    byDue.add(file);
  }

  private void rest(Unsettled file, Duration rest, Instant now) {
    byDue.remove(file);
    file.rest = rest;
    file.due = now.plus(rest);
    byDue.add(file);
  }

  private static Duration longer(Duration rest) {
    Duration longer = rest.multipliedBy(2);
    return longer.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : longer;
  }

  /// A clock that was set back would leave the files waiting for a time long to come: their quiet
  /// time begins anew.
  private void follow(Instant now) {
    if (now.isBefore(latest)) {
      var all = List.copyOf(byDue);
      byDue.clear();
      for (Unsettled file : all) {
        file.since = now;
        file.rest = quiet;
        file.due = now.plus(quiet);
        byDue.add(file);
      }
    }
    latest = now;
  }

  private void remove(Unsettled file) {
    var folder = files.get(file.ref.folder().id());
    if (folder != null) {
      folder.remove(file.ref.path());
    }
    byDue.remove(file);
    byAge.remove(file);
    obstacles.cleared(file.ref);
  }

  private void drop(Unsettled file) {
    obstacles.cleared(file.ref);
    byDue.remove(file);
    byAge.remove(file);
    toLookAt.remove(file);
  }

  /// When `advance` has to be called at the latest; empty if there is nothing to wait for.
  public Optional<Instant> nextDue() {
    if (!toLookAt.isEmpty()) {
      return Optional.of(latest);
    }
    return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due);
  }

  /// Files that are not settled yet.
  public int size() {
    return byAge.size();
  }

  /// Those that did not rest for longer than the patience, the longest first. They are kept and
  /// settle when they do rest.
  public List<FileRef> restless(Instant now, int limit) {
    Instant before = now.minus(patience);
    return byAge.stream()
        .takeWhile(file -> !file.since.isAfter(before))
        .limit(limit)
        .map(file -> file.ref)
        .toList();
  }

  /// Quiet files that are empty or cannot be read, and why.
  List<Settling.Stuck> stuck(int limit) {
    return obstacles.list(limit);
  }

  /// What one `advance` came to.
  ///
  /// @param gone files that vanished before they settled
  public record Ripe(List<ObservedFile> settled, List<FileRef> gone) {
    public Ripe {
      settled = List.copyOf(settled);
      gone = List.copyOf(gone);
    }

    public boolean isEmpty() {
      return settled.isEmpty() && gone.isEmpty();
    }
  }

  /// Identity is equality; changed by the settler only, and taken out of the order of due times
  /// while its due time changes.
  private static final class Unsettled {
    private final FileRef ref;
    private final long number;
    private Instant since;
    private Instant due;
    private Duration rest = Duration.ZERO;
    private Glance glance = new Glance.Unknown("not looked at yet");

    Unsettled(FileRef ref, long number, Instant now) {
      this.ref = ref;
      this.number = number;
      this.since = now;
      this.due = now;
    }
  }
}
