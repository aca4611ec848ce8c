package org.shuttersend.receiver.push;

import java.util.Optional;
import java.util.OptionalInt;

/// What came of one try.
///
/// @param target what may be shown of where it went
/// @param status what was answered, if anything was
/// @param end whether it arrived, and whether to try again
/// @param reason why not
record Attempt(String target, OptionalInt status, End end, Optional<String> reason) {
  enum End {
    SENT,
    TRY_AGAIN,
    IN_VAIN
  }

  static Attempt sent(String target, int status) {
    return new Attempt(target, OptionalInt.of(status), End.SENT, Optional.empty());
  }

  static Attempt answered(String target, int status, End end, String reason) {
    return new Attempt(target, OptionalInt.of(status), end, Optional.of(reason));
  }

  static Attempt failed(String target, End end, String reason) {
    return new Attempt(target, OptionalInt.empty(), end, Optional.of(reason));
  }
}
