package org.shuttersend.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shuttersend.model.Grouping;
import org.shuttersend.model.PhotoRow;
import org.shuttersend.model.Reason;

/// One photo as scripts get it.
///
/// @param photo the same for all files of one photo
/// @param state in lower case; of a file that is not taken for complete yet: `writing`, `empty`,
///   `unreadable`, `unseen`, `cut_off` or `not_taken`
/// @param cutOff by its own format there should be more of the file
/// @param reason the code of what it waits for or failed by, in lower case, with what it names
/// @param until when it goes on by itself
/// @param movedTo where the file lies now, if it was moved after it was sent: relative to the hot
///   folder, or absolute
record RowLine(
    String folder,
    String path,
    String photo,
    long size,
    String state,
    boolean cutOff,
    int attempts,
    Optional<ReasonLine> reason,
    Optional<Instant> until,
    Instant changed,
    Optional<String> movedTo) {

  record ReasonLine(String code, List<String> args) {
    static ReasonLine of(Reason reason) {
      return new ReasonLine(reason.code().name().toLowerCase(Locale.ROOT), reason.args());
    }
  }

  static RowLine of(PhotoRow row) {
    return new RowLine(
        row.ref().folder().name(),
        row.ref().path(),
        Grouping.key(row.ref().path()),
        row.size(),
        row.state()
            .map(s -> s.name().toLowerCase(Locale.ROOT))
            .orElseGet(() -> unsettled(row.reason())),
        row.cutOff(),
        row.attempts(),
        row.reason().map(ReasonLine::of),
        row.until(),
        row.changed(),
        Optional.of(row.ref().lies()).filter(_ -> row.ref().isMoved()));
  }

  /// What keeps a file from being sent that is not in the catalog yet.
  static String unsettled(Optional<Reason> why) {
    return switch (why.map(Reason::code).orElse(Reason.Code.FILE_CHANGING)) {
      case FILE_EMPTY -> "empty";
      case FILE_LOCKED -> "unreadable";
      case FILE_UNSEEN -> "unseen";
      case FILE_CUT_OFF -> "cut_off";
      case FILE_NOT_TAKEN, FILE_NOT_NOTED -> "not_taken";
      default -> "writing";
    };
  }
}
