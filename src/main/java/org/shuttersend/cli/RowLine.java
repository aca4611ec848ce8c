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
/// @param state in lower case
/// @param cutOff by its own format there should be more of the file
/// @param reason the code of what it waits for or failed by, in lower case, with what it names
/// @param until when it goes on by itself
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
    Instant changed) {

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
        row.state().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("writing"),
        row.cutOff(),
        row.attempts(),
        row.reason().map(ReasonLine::of),
        row.until(),
        row.changed());
  }
}
