package org.shuttersend.cli;

import java.time.Instant;
import java.util.Optional;
import org.shuttersend.catalog.Standing;
import org.shuttersend.model.ContentHash;
import org.shuttersend.model.FileRef;
import org.shuttersend.model.FileStamp;
import org.shuttersend.model.Trouble;
import org.shuttersend.watch.Verdict;

/// One line of a manifest.
///
/// @param stamp empty for what cannot be looked at
/// @param hash of what lies there: read now, or as the catalog knows this very version
/// @param leftOut why it is not sent, if it is not by its name, its size or by choice
/// @param trouble why it cannot be looked at or read
record ManifestEntry(
    FileRef ref,
    Optional<FileStamp> stamp,
    ManifestVerdict verdict,
    Standing standing,
    Optional<ContentHash> hash,
    Optional<Verdict> leftOut,
    Optional<Trouble> trouble) {

  /// The server's word for this very version, where there is one.
  record Confirmed(Instant at, ContentHash hash) {}

  Optional<Confirmed> confirmed() {
    return standing
        .confirmed()
        .flatMap(at -> standing.hash().map(content -> new Confirmed(at, content)));
  }
}
