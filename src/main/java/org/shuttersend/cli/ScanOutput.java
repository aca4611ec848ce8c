package org.shuttersend.cli;

import org.shuttersend.model.FileRef;
import org.shuttersend.model.Trouble;
import org.shuttersend.watch.Verdict;

/// What a dry run prints. Called by one thread.
interface ScanOutput {

  void file(ScanFinding finding);

  /// A folder that is not looked into.
  void folder(FileRef folder, Verdict verdict);

  void trouble(Trouble trouble);

  /// The run is over.
  void summary(ScanTally tally);
}
