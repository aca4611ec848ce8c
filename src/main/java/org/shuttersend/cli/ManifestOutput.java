package org.shuttersend.cli;

/// What a manifest is written as. Called by one thread.
interface ManifestOutput {

  /// Before the first file.
  void begin();

  void file(ManifestEntry entry);

  /// All files were told.
  void summary(ManifestTally tally);
}
