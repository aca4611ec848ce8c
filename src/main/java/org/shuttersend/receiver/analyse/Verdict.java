package org.shuttersend.receiver.analyse;

import java.time.Duration;
import java.util.Optional;

/// What came of asking the analyser.
sealed interface Verdict {
  /// @param json what it said
  record Answered(String json) implements Verdict {}

  /// It has too much to do.
  ///
  /// @param asked how long it asked to be left alone
  record Busy(String reason, Optional<Duration> asked) implements Verdict {}

  record Failed(String reason, Why why) implements Verdict {}

  enum Why {
    /// Asking again would get the same answer.
    THIS_PHOTO,
    /// It may work later.
    TROUBLE,
    /// Nobody there: asking about others gets no answer either.
    UNREACHABLE
  }
}
