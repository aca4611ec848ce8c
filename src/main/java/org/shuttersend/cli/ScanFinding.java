package org.shuttersend.cli;

import java.util.Optional;
import org.shuttersend.model.ObservedFile;
import org.shuttersend.model.PhotoState;
import org.shuttersend.settle.Readiness;
import org.shuttersend.watch.Verdict;

/// What a dry run says of one file.
///
/// @param known what became of exactly this version of it, as far as the catalog knows
/// @param readiness looked at only if it is to be sent and not known
record ScanFinding(
    ObservedFile file, Verdict verdict, Optional<PhotoState> known, Readiness readiness) {

  boolean isDelivered() {
    return known
        .filter(state ->
            state == PhotoState.ACCEPTED
                || state == PhotoState.PROCESSED
                || state == PhotoState.DUPLICATE)
        .isPresent();
  }
}
