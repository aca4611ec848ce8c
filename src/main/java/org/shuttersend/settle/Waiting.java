package org.shuttersend.settle;

import java.time.Duration;
import java.time.Instant;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.Glance;
import org.shuttersend.model.Reason;
import org.shuttersend.model.Unsettled;

/// A file that is not settled. Identity is equality. Owned by the settler's thread.
final class Waiting {
  private final FileRef ref;
  private final long number;
  private Instant due;

  /// Since when it is unsettled.
  Instant since;

  /// Since when nothing happened to it.
  Instant quietSince;

  /// How long it rests between two looks.
  Duration rest = Duration.ZERO;

  Glance glance = new Glance.Unknown("not looked at yet");
  Reason.Code why = Reason.Code.FILE_CHANGING;

  /// @param number in the order of arrival, unique
  Waiting(FileRef ref, long number, Instant now) {
    this.ref = ref;
    this.number = number;
    this.due = now;
    this.since = now;
    this.quietSince = now;
  }

  Unsettled unsettled() {
    return new Unsettled(ref, Reason.of(why));
  }

  FileRef ref() {
    return ref;
  }

  long number() {
    return number;
  }

  Instant due() {
    return due;
  }

  /// By the agenda only, which is sorted by it.
  void due(Instant due) {
    this.due = due;
  }
}
