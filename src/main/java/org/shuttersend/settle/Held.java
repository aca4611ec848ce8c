package org.shuttersend.settle;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.shuttersend.model.Reason;

/// The quiet files that do not settle all the same, and which of them nobody need wait for. Owned
/// by the settler's thread.
final class Held {
  /// Every file is empty when it begins: an obstacle counts once it has lasted.
  private static final Duration STUCK_REST = Duration.ofSeconds(2);

  private static final Set<Reason.Code> STUCK_BY =
      EnumSet.of(Reason.Code.FILE_EMPTY, Reason.Code.FILE_LOCKED, Reason.Code.FILE_UNSEEN);

  private static final Set<Reason.Code> GO_BY_THEMSELVES =
      EnumSet.of(Reason.Code.FILE_CUT_OFF, Reason.Code.FILE_NOT_NOTED);

  private final SequencedSet<Waiting> held = new LinkedHashSet<>();

  /// Those that do not settle because of what they are, for a while already.
  private final SequencedSet<Waiting> stuck = new LinkedHashSet<>();

  /// The file rests, for another reason or longer than before.
  void note(Waiting file) {
    forget(file);
    if (file.why != Reason.Code.FILE_CHANGING) {
      held.add(file);
    }
    if (STUCK_BY.contains(file.why) && file.rest.compareTo(STUCK_REST) >= 0) {
      stuck.add(file);
    }
  }

  void forget(Waiting file) {
    held.remove(file);
    stuck.remove(file);
  }

  /// Those, and the others that do not rest.
  Stream<Waiting> and(Stream<Waiting> restless) {
    return Stream.concat(held.stream(), restless.filter(file -> !held.contains(file)));
  }

  /// Those that do not settle by themselves as far as can be told. What is cut off goes soon all
  /// the same, and what cannot be noted once it can.
  Stream<Waiting> hopeless(Stream<Waiting> restless) {
    return Stream.concat(
        stuck.stream(),
        restless.filter(file -> !stuck.contains(file) && !GO_BY_THEMSELVES.contains(file.why)));
  }
}
